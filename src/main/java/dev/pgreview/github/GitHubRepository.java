package dev.pgreview.github;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** A repository, by what is done with it. Makes no request by itself. Safe for several threads. */
public final class GitHubRepository {
  /** Where an organisation keeps what holds for all of its repositories. */
  private static final String DEFAULTS = ".github";

  private static final String CONFIGURATION = ".pgreview.yml";

  private final Supplier<Identity> identity;
  private final Api api;
  private final InstantSource clock;
  private final BlobCache blobs;

  GitHubRepository(Supplier<Identity> identity, Api api, InstantSource clock, BlobCache blobs) {
    this.identity = identity;
    this.api = api;
    this.clock = clock;
    this.blobs = blobs;
  }

  /** Owner and name, as in {@code owner/name}. */
  public String name() {
    return api.repository();
  }

  public PullRequests pullRequests() {
    return new PullRequests(api);
  }

  /** Commits, trees, files and what differs between commits. */
  public Contents contents() {
    return new Contents(api, blobs);
  }

  public CheckRuns checkRuns() {
    return new CheckRuns(api, identity.get().app(), clock);
  }

  /** Comments on the lines of a pull request's diff. */
  public ReviewComments reviewComments(int pullRequest) {
    return new ReviewComments(api, identity.get().login(), pullRequest);
  }

  /** Comments in the conversation of a pull request, and answers to commands. */
  public Conversation conversation(int pullRequest) {
    return new Conversation(api, identity.get().login(), pullRequest);
  }

  /** Who may do what. */
  public People people() {
    return new People(api);
  }

  /**
   * The owner's configuration for all repositories: {@code .pgreview.yml} on the default branch of
   * the owner's repository {@code .github}. Empty when there is none, or when the App is not
   * installed there and the repository is not public.
   */
  public Optional<Blob> organisationConfiguration() {
    Api defaults = new Api(api.client(), api.credential(), api.owner() + "/" + DEFAULTS);
    return new Contents(defaults, blobs).file(CONFIGURATION, "HEAD");
  }
}
