package dev.pgreview.github.testing;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pull requests and permissions. */
final class PullRoutes {
  private static final int MOST_FILES = 3_000;

  void addTo(Routes routes) {
    String repo = "/repos/{owner}/{repo}";
    routes.repository("GET " + repo + "/pulls", "pull_requests", this::list);
    routes.repository("GET " + repo + "/pulls/{pull_number}", "pull_requests", this::pull);
    routes.repository("GET " + repo + "/pulls/{pull_number}/files", "pull_requests", this::files);
    routes.repository(
        "GET " + repo + "/commits/{commit_sha}/pulls", "pull_requests", this::ofCommit);
    routes.repository(
        "GET " + repo + "/collaborators/{username}/permission", "metadata", this::permission);
  }

  static TestPullRequest find(TestRepository repository, Call call) {
    String variable = call.variables().containsKey("pull_number") ? "pull_number" : "issue_number";
    TestPullRequest pull = repository.pulls().get((int) call.number(variable));
    if (pull == null) {
      throw Refusal.notFound();
    }
    return pull;
  }

  private Reply list(TestRepository repository, Call call) {
    List<ObjectNode> open =
        repository.pulls().values().stream()
            .filter(pull -> pull.state().equals(call.query("state", "open")))
            .sorted(Comparator.comparingLong(TestPullRequest::updated).reversed())
            .map(Shapes::pull)
            .toList();
    return Reply.page(call, Shapes.address(repository, "/pulls"), open);
  }

  private Reply pull(TestRepository repository, Call call) {
    TestPullRequest pull = find(repository, call);
    ObjectNode json = Shapes.pull(pull);
    json.put("merged", pull.mergeCommit().isPresent())
        .put("changed_files", differences(pull).size());
    return Reply.ok(json);
  }

  private Reply files(TestRepository repository, Call call) {
    TestPullRequest pull = find(repository, call);
    List<ObjectNode> files =
        differences(pull).stream().limit(MOST_FILES).map(ContentRoutes::file).toList();
    String address = Shapes.address(repository, "/pulls/" + pull.number() + "/files");
    return Reply.page(call, address, files);
  }

  private static List<GitStore.Difference> differences(TestPullRequest pull) {
    GitStore git = pull.repository().git();
    String base = pull.repository().head(pull.baseBranch());
    return git.differences(git.mergeBase(base, pull.headSha()).orElse(base), pull.headSha());
  }

  /** GitHub does not name pull requests from forks here. */
  private Reply ofCommit(TestRepository repository, Call call) {
    String sha = call.variable("commit_sha");
    if (!repository.git().isCommit(sha)) {
      throw Refusal.of(422, "No commit found for SHA: " + sha);
    }
    ArrayNode list = JsonMapper.shared().createArrayNode();
    repository.pulls().values().stream()
        .filter(pull -> pull.isOpen() && !pull.isFork() && pull.commits().contains(sha))
        .forEach(pull -> list.add(Shapes.pull(pull)));
    return Reply.ok(list);
  }

  private Reply permission(TestRepository repository, Call call) {
    String login = call.variable("username");
    Role role = repository.collaborators().get(login);
    ObjectNode json =
        Shapes.object()
            .put("permission", role == null ? "none" : role.permission())
            .put("role_name", role == null ? "none" : role.roleName());
    json.set("user", Shapes.user(login));
    return Reply.ok(json);
  }
}
