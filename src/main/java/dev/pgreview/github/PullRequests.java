package dev.pgreview.github;

import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.GitHubException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The pull requests of a repository. */
public final class PullRequests {
  /** 1,000 open ones, those changed last first. */
  private static final int PAGES_OF_OPEN = 10;

  private final Api api;

  PullRequests(Api api) {
    this.api = api;
  }

  /**
   * A pull request by its number.
   *
   * @throws dev.pgreview.github.http.GitHubException.Gone when there is none
   */
  public PullRequest get(int number) {
    return PullRequest.of(
        api.send(ApiRequest.get("/repos/{+repo}/pulls/{number}", api.repository(), number)));
  }

  /** A pull request by its number; empty for an issue, and when there is none. */
  public Optional<PullRequest> find(int number) {
    return api.find(ApiRequest.get("/repos/{+repo}/pulls/{number}", api.repository(), number))
        .map(PullRequest::of);
  }

  /**
   * The open pull requests whose newest commit this is, those from forks included: GitHub does not
   * name them with a commit, so they are looked for among the 1,000 open ones that changed last.
   */
  public List<PullRequest> withHead(String sha) {
    ApiRequest ofCommit =
        ApiRequest.get("/repos/{+repo}/commits/{sha}/pulls", api.repository(), sha);
    List<PullRequest> named =
        named(ofCommit).stream().filter(pull -> isOpenWith(pull, sha)).toList();
    if (!named.isEmpty()) {
      return named;
    }
    ApiRequest open =
        ApiRequest.get("/repos/{+repo}/pulls", api.repository())
            .query("state", "open")
            .query("sort", "updated")
            .query("direction", "desc");
    return api.list(open, PAGES_OF_OPEN).stream()
        .map(PullRequest::of)
        .filter(pull -> isOpenWith(pull, sha))
        .toList();
  }

  private List<PullRequest> named(ApiRequest ofCommit) {
    try {
      return api.find(ofCommit).map(PullRequests::all).orElse(List.of());
    } catch (GitHubException.Refused unknownCommit) {
      return List.of();
    }
  }

  /** The newest commit of a branch; empty when there is no such branch. */
  public Optional<String> branchHead(String branch) {
    return api.find(
            ApiRequest.get("/repos/{+repo}/git/ref/heads/{+branch}", api.repository(), branch))
        .flatMap(ref -> Api.text(ref.path("object"), "sha"));
  }

  private static boolean isOpenWith(PullRequest pull, String sha) {
    return pull.state() == PullRequest.State.OPEN && pull.headSha().equals(sha);
  }

  private static List<PullRequest> all(JsonNode list) {
    return list.valueStream().map(PullRequest::of).toList();
  }
}
