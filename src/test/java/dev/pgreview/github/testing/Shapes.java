package dev.pgreview.github.testing;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The objects of the double as GitHub shows them: the fields that mean something. */
final class Shapes {
  private Shapes() {}

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  static ObjectNode user(String login) {
    boolean bot = login.endsWith("[bot]");
    return object()
        .put("login", login)
        .put("id", login.hashCode() & 0xffffff)
        .put("node_id", "U_" + login)
        .put("type", bot ? "Bot" : "User");
  }

  static ObjectNode repository(TestRepository repository) {
    ObjectNode json =
        object()
            .put("id", repository.id())
            .put("node_id", "R_" + repository.id())
            .put("name", repository.name().substring(repository.owner().length() + 1))
            .put("full_name", repository.name())
            .put("private", false)
            .put("default_branch", repository.defaultBranch())
            .put("url", address(repository, ""))
            .put("html_url", "https://github.example/" + repository.name());
    json.set("owner", user(repository.owner()));
    return json;
  }

  static ObjectNode pull(TestPullRequest pull) {
    TestRepository repository = pull.repository();
    ObjectNode json =
        object()
            .put("id", repository.id() * 1000 + pull.number())
            .put("node_id", "PR_" + pull.number())
            .put("number", pull.number())
            .put("title", "Change " + pull.headBranch())
            .put("state", pull.state())
            .put("draft", pull.isDraft())
            .put("locked", false)
            .put("url", address(repository, "/pulls/" + pull.number()))
            .put("created_at", "2026-01-01T00:00:00Z")
            .put("updated_at", "2026-01-01T00:00:00Z");
    json.set("user", user(pull.author()));
    json.put("merged_at", pull.mergeCommit().isPresent() ? "2026-01-02T00:00:00Z" : null);
    json.put("merge_commit_sha", pull.mergeCommit().orElse(null));
    ObjectNode head = json.putObject("head");
    head.put("sha", pull.headSha())
        .put("ref", pull.headBranch())
        .put("label", pull.author() + ":" + pull.headBranch());
    head.set("user", user(pull.author()));
    Optional<TestRepository> from = pull.head();
    if (from.isPresent()) {
      head.set("repo", repository(from.get()));
    } else {
      head.putNull("repo");
    }
    ObjectNode base = json.putObject("base");
    base.put("sha", repository.head(pull.baseBranch()))
        .put("ref", pull.baseBranch())
        .put("label", repository.owner() + ":" + pull.baseBranch());
    base.set("user", user(repository.owner()));
    base.set("repo", repository(repository));
    return json;
  }

  static ObjectNode issueComment(TestRepository repository, TestComment comment) {
    ObjectNode json = comment(comment);
    json.put("url", address(repository, "/issues/comments/" + comment.id()));
    json.put("html_url", "https://github.example/" + repository.name() + "#c" + comment.id());
    return json;
  }

  static ObjectNode reviewComment(TestPullRequest pull, TestComment comment) {
    TestComment.Place place = comment.place().orElseThrow();
    Optional<DiffPosition> now = DiffPosition.of(pull, place);
    ObjectNode json =
        comment(comment)
            .put("path", place.path())
            .put("commit_id", pull.headSha())
            .put("original_commit_id", place.commit())
            .put("side", "RIGHT")
            .put("original_line", place.line())
            .put("subject_type", "line")
            .put("diff_hunk", "@@ -1 +1 @@")
            .put("url", address(pull.repository(), "/pulls/comments/" + comment.id()))
            .put("pull_request_url", address(pull.repository(), "/pulls/" + pull.number()));
    comment.inReplyTo().ifPresent(root -> json.put("in_reply_to_id", root));
    boolean several = place.startLine() < place.line();
    if (now.isPresent()) {
      json.put("line", now.get().line());
    } else {
      json.putNull("line");
    }
    if (several) {
      json.put("start_side", "RIGHT").put("original_start_line", place.startLine());
      if (now.isPresent()) {
        json.put("start_line", now.get().line() - (place.line() - place.startLine()));
      } else {
        json.putNull("start_line");
      }
    }
    return json;
  }

  private static ObjectNode comment(TestComment comment) {
    ObjectNode json =
        object()
            .put("id", comment.id())
            .put("node_id", comment.nodeId())
            .put("body", comment.body())
            .put("created_at", time(comment.created()))
            .put("updated_at", time(comment.created()));
    json.set("user", user(comment.author()));
    return json;
  }

  static ObjectNode checkRun(TestRepository repository, TestCheckRun run) {
    ObjectNode json =
        object()
            .put("id", run.id())
            .put("node_id", "CR_" + run.id())
            .put("head_sha", run.headSha())
            .put("name", run.name())
            .put("status", run.status())
            .put("conclusion", run.conclusion().orElse(null))
            .put("external_id", run.field("external_id").asString(""))
            .put("details_url", run.field("details_url").asString(""))
            .put("completed_at", run.field("completed_at").asString(null))
            .put("html_url", "https://github.example/runs/" + run.id())
            .put("url", address(repository, "/check-runs/" + run.id()));
    ObjectNode output = json.putObject("output");
    output
        .put("title", run.output("title").asString(null))
        .put("summary", run.output("summary").asString(null))
        .put("text", run.output("text").asString(null))
        .put("annotations_count", run.annotations().size())
        .put("annotations_url", address(repository, "/check-runs/" + run.id() + "/annotations"));
    json.putObject("check_suite").put("id", run.suite());
    json.set("app", app(repository.hub()));
    json.putArray("pull_requests");
    return json;
  }

  static ObjectNode app(GitHubDouble hub) {
    ObjectNode json =
        object()
            .put("id", hub.appNumber())
            .put("slug", GitHubDouble.SLUG)
            .put("node_id", "A_1")
            .put("name", "pgreview")
            .put("external_url", "https://pgreview.example")
            .put("html_url", "https://github.example/apps/pgreview");
    json.set("owner", user("acme"));
    json.putObject("permissions").put("checks", "write").put("contents", "read");
    json.putArray("events").add("pull_request").add("check_run");
    return json;
  }

  static ObjectNode pullRequestEvent(TestPullRequest pull, String action) {
    ObjectNode event = object().put("action", action).put("number", pull.number());
    event.set("pull_request", pull(pull));
    event.set("sender", user(pull.author()));
    return event;
  }

  static ObjectNode issueComment(TestPullRequest pull, TestComment comment, String action) {
    ObjectNode event = object().put("action", action);
    ObjectNode issue = event.putObject("issue").put("number", pull.number());
    issue.putObject("pull_request").put("url", pull(pull).path("url").asString());
    event.set("comment", issueComment(pull.repository(), comment));
    event.set("sender", user(comment.author()));
    return event;
  }

  static ObjectNode reviewCommentEvent(TestPullRequest pull, TestComment comment, String action) {
    ObjectNode event = object().put("action", action);
    event.set("pull_request", pull(pull));
    event.set("comment", reviewComment(pull, comment));
    event.set("sender", user(comment.author()));
    return event;
  }

  static ObjectNode checkRunEvent(
      TestRepository repository, TestCheckRun run, String action, String login) {
    ObjectNode event = object().put("action", action);
    event.set("check_run", checkRun(repository, run));
    event.set("sender", user(login));
    return event;
  }

  static ObjectNode checkSuiteEvent(
      TestRepository repository, long suite, String sha, String action) {
    ObjectNode event = object().put("action", action);
    ObjectNode json = event.putObject("check_suite").put("id", suite).put("head_sha", sha);
    json.putArray("pull_requests");
    json.set("app", app(repository.hub()));
    event.set("sender", user("ada"));
    return event;
  }

  static ObjectNode mergeGroupEvent(String ref, String base, String headSha, String baseSha) {
    ObjectNode event = object().put("action", "checks_requested");
    event
        .putObject("merge_group")
        .put("head_sha", headSha)
        .put("head_ref", "refs/heads/" + ref)
        .put("base_sha", baseSha)
        .put("base_ref", "refs/heads/" + base);
    event.set("sender", user("github-merge-queue[bot]"));
    return event;
  }

  static String address(TestRepository repository, String path) {
    try {
      String encoded =
          new URI(null, null, "/repos/" + repository.name() + path, null).toASCIIString();
      return repository.hub().api() + encoded;
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String time(Instant instant) {
    return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
  }
}
