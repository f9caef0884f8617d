package dev.pgreview.github.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** A repository of the double, with what people do in it. */
public final class TestRepository {
  private final GitHubDouble hub;
  private final long id;
  private final GitStore git;
  private final boolean installed;
  private final Map<String, String> branches = new TreeMap<>();
  private final Map<Integer, TestPullRequest> pulls = new LinkedHashMap<>();
  private final Map<String, Role> collaborators = new TreeMap<>();
  private final Map<String, Long> suites = new LinkedHashMap<>();
  private final List<TestCheckRun> checkRuns = new ArrayList<>();
  private String name;

  TestRepository(GitHubDouble hub, String name, GitStore git, boolean installed) {
    this.hub = hub;
    this.name = name;
    this.git = git;
    this.installed = installed;
    this.id = hub.nextId();
  }

  /** Owner and name. */
  public String name() {
    return name;
  }

  public String defaultBranch() {
    return "main";
  }

  /** The newest commit of a branch. */
  public String head(String branch) {
    String sha = branches.get(branch);
    if (sha == null) {
      throw new IllegalArgumentException(name + " has no branch " + branch);
    }
    return sha;
  }

  /**
   * Pushes a commit to a branch, which starts at the default branch when it is new. Pull requests
   * move with it; {@code synchronize} and {@code check_suite} are delivered.
   */
  public String push(String branch, Change change) {
    String sha =
        hub.locked(
            () -> {
              String parent = branches.getOrDefault(branch, branches.get(defaultBranch()));
              List<String> parents = parent == null ? List.of() : List.of(parent);
              return git.commit(parents, change, hub.clock().instant());
            });
    reset(branch, sha);
    return sha;
  }

  /** Makes a branch another commit, as a force push does. */
  public void reset(String branch, String sha) {
    List<TestPullRequest> moved =
        hub.locked(
            () -> {
              branches.put(branch, sha);
              List<TestPullRequest> open =
                  hub.pullsFrom(this, branch).stream()
                      .filter(pull -> !pull.headSha().equals(sha))
                      .toList();
              open.forEach(pull -> pull.pushed(sha));
              return open;
            });
    if (installed) {
      long suite = hub.locked(() -> suite(sha));
      hub.webhooks()
          .send(this, "check_suite", Shapes.checkSuiteEvent(this, suite, sha, "requested"));
    }
    for (TestPullRequest pull : moved) {
      hub.webhooks()
          .send(pull.repository(), "pull_request", Shapes.pullRequestEvent(pull, "synchronize"));
    }
  }

  /** Opens a pull request from a branch of this repository. */
  public TestPullRequest open(String branch, String author) {
    return openFrom(this, branch, author);
  }

  /** Opens a pull request from a branch of a fork. */
  public TestPullRequest openFrom(TestRepository fork, String branch, String author) {
    TestPullRequest pull =
        hub.locked(
            () -> {
              int number = hub.nextNumber(this);
              TestPullRequest opened = new TestPullRequest(this, number, author, fork, branch);
              pulls.put(number, opened);
              return opened;
            });
    hub.webhooks().send(this, "pull_request", Shapes.pullRequestEvent(pull, "opened"));
    return pull;
  }

  /** A fork in which the App is not installed. */
  public TestRepository fork(String owner) {
    TestRepository fork = hub.add(owner + name.substring(name.indexOf('/')), git, false);
    fork.branches.putAll(branches);
    return fork;
  }

  /** Gives the repository another name; the old one leads there. */
  public void rename(String other) {
    hub.rename(this, other);
    name = other;
  }

  public void collaborator(String login, Role role) {
    collaborators.put(login, role);
  }

  /** Puts a pull request into the merge queue; {@code merge_group} is delivered. */
  public String enqueue(TestPullRequest pull) {
    String base = head(pull.baseBranch());
    String merged = hub.locked(() -> merge(base, pull.headSha()));
    String ref = "gh-readonly-queue/" + pull.baseBranch() + "/pr-" + pull.number() + "-" + base;
    branches.put(ref, merged);
    ObjectNode event = Shapes.mergeGroupEvent(ref, pull.baseBranch(), merged, base);
    hub.webhooks().send(this, "merge_group", event);
    return merged;
  }

  /** The check runs, oldest first. */
  public List<TestCheckRun> checkRuns() {
    return hub.locked(() -> List.copyOf(checkRuns));
  }

  /** Presses Re-run on a check run. */
  public void rerun(TestCheckRun run, String login) {
    hub.webhooks().send(this, "check_run", Shapes.checkRunEvent(this, run, "rerequested", login));
  }

  /** Presses Re-run all. */
  public void rerunAll(String sha) {
    long suite = hub.locked(() -> suite(sha));
    hub.webhooks()
        .send(this, "check_suite", Shapes.checkSuiteEvent(this, suite, sha, "rerequested"));
  }

  /** Presses a button of a check run. */
  public void press(TestCheckRun run, String action, String login) {
    ObjectNode event = Shapes.checkRunEvent(this, run, "requested_action", login);
    event.putObject("requested_action").put("identifier", action);
    hub.webhooks().send(this, "check_run", event);
  }

  String mergeInto(String branch, String sha) {
    String merged = merge(head(branch), sha);
    branches.put(branch, merged);
    return merged;
  }

  /** The files of the head on top of those of the base. */
  private String merge(String base, String head) {
    String common = git.mergeBase(base, head).orElseThrow();
    Change change = Change.none();
    for (GitStore.Difference difference : git.differences(common, head)) {
      boolean removed =
          difference.entry().getChangeType() == org.eclipse.jgit.diff.DiffEntry.ChangeType.DELETE;
      change =
          removed
              ? change.without(difference.path())
              : change.and(difference.path(), git.blob(difference.sha()).orElseThrow());
    }
    return git.commit(List.of(base, head), change, hub.clock().instant());
  }

  /** The App's check suite of a commit; made when there is none. */
  long suite(String sha) {
    return suites.computeIfAbsent(sha, any -> hub.nextId());
  }

  /** A commit by its hash, or by the name of a branch. */
  Optional<String> resolve(String ref) {
    String branch = ref.equals("HEAD") ? defaultBranch() : ref.replaceFirst("^(refs/)?heads/", "");
    String tip = branches.get(branch);
    return tip != null ? Optional.of(tip) : Optional.of(ref).filter(git::isCommit);
  }

  GitHubDouble hub() {
    return hub;
  }

  long id() {
    return id;
  }

  GitStore git() {
    return git;
  }

  boolean installed() {
    return installed;
  }

  String owner() {
    return name.substring(0, name.indexOf('/'));
  }

  Map<String, String> branches() {
    return branches;
  }

  Map<Integer, TestPullRequest> pulls() {
    return pulls;
  }

  Map<String, Role> collaborators() {
    return collaborators;
  }

  List<TestCheckRun> checkRunsNow() {
    return checkRuns;
  }
}
