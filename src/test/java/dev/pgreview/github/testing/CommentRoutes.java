package dev.pgreview.github.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Comments in conversations and on lines, and reactions. */
final class CommentRoutes {
  private static final int MOST_BODY = 65_536;

  private final GitHubDouble hub;

  CommentRoutes(GitHubDouble hub) {
    this.hub = hub;
  }

  void addTo(Routes routes) {
    String repo = "/repos/{owner}/{repo}";
    String issue = repo + "/issues/{issue_number}/comments";
    routes.repository("GET " + issue, "issues", this::conversation);
    routes.repository("POST " + issue, "issues", this::comment);
    String pull = repo + "/pulls/{pull_number}";
    routes.repository("GET " + pull + "/comments", "pull_requests", this::lineComments);
    routes.repository("POST " + pull + "/comments", "pull_requests", this::lineComment);
    routes.repository("POST " + pull + "/reviews", "pull_requests", this::review);
    routes.repository(
        "POST " + pull + "/comments/{comment_id}/replies", "pull_requests", this::reply);
    for (String kind : List.of("issues", "pulls")) {
      String one = repo + "/" + kind + "/comments/{comment_id}";
      String permission = kind.equals("issues") ? "issues" : "pull_requests";
      routes.repository("GET " + one, permission, own((found, call) -> Reply.ok(found.shape())));
      routes.repository("PATCH " + one, permission, own(this::edit));
      routes.repository("DELETE " + one, permission, own(this::delete));
      routes.repository("POST " + one + "/reactions", permission, own(this::react));
    }
  }

  private record Found(TestPullRequest pull, TestComment comment) {
    ObjectNode shape() {
      return CommentRoutes.shape(pull, comment);
    }
  }

  /** A request about one comment of the kind that the path names. */
  private static BiFunction<TestRepository, Call, Reply> own(
      BiFunction<Found, Call, Reply> handler) {
    return (repository, call) -> {
      boolean line = call.template().contains("/pulls/");
      for (TestPullRequest pull : repository.pulls().values()) {
        for (TestComment comment : line ? pull.linesNow() : pull.conversationNow()) {
          if (comment.id() == call.number("comment_id")) {
            return handler.apply(new Found(pull, comment), call);
          }
        }
      }
      throw Refusal.notFound();
    };
  }

  private static ObjectNode shape(TestPullRequest pull, TestComment comment) {
    return comment.place().isPresent()
        ? Shapes.reviewComment(pull, comment)
        : Shapes.issueComment(pull.repository(), comment);
  }

  private void send(TestPullRequest pull, TestComment comment, String action) {
    boolean line = comment.place().isPresent();
    hub.webhooks()
        .sendLater(
            pull.repository(),
            line ? "pull_request_review_comment" : "issue_comment",
            line
                ? Shapes.reviewCommentEvent(pull, comment, action)
                : Shapes.issueComment(pull, comment, action));
  }

  private Reply conversation(TestRepository repository, Call call) {
    TestPullRequest pull = PullRoutes.find(repository, call);
    String address = Shapes.address(repository, "/issues/" + pull.number() + "/comments");
    return Reply.page(
        call, address, pull.conversationNow().stream().map(one -> shape(pull, one)).toList());
  }

  private Reply comment(TestRepository repository, Call call) {
    TestPullRequest pull = PullRoutes.find(repository, call);
    TestComment made =
        pull.addComment(hub.writer(call), body(call.body()), Optional.empty(), Optional.empty());
    send(pull, made, "created");
    return Reply.created(shape(pull, made));
  }

  private static String body(JsonNode json) {
    String body = json.path("body").asString("");
    if (body.isBlank() || body.length() > MOST_BODY) {
      throw Refusal.invalid(
          "IssueComment", "body", "body is too long (maximum is 65536 characters)");
    }
    return body;
  }

  private Reply edit(Found found, Call call) {
    if (!found.comment.author().equals(hub.writer(call))) {
      throw Refusal.of(403, "Resource not accessible by integration");
    }
    found.comment.edit(body(call.body()));
    send(found.pull, found.comment, "edited");
    return Reply.ok(found.shape());
  }

  private Reply delete(Found found, Call call) {
    if (!found.comment.author().equals(hub.writer(call))) {
      throw Refusal.of(403, "Resource not accessible by integration to " + call.method());
    }
    found.pull.removeComment(found.comment.id());
    send(found.pull, found.comment, "deleted");
    return Reply.empty(204);
  }

  private Reply react(Found found, Call call) {
    String content = call.body().path("content").asString("");
    boolean first = found.comment.reactions().add(hub.writer(call) + " " + content);
    ObjectNode json =
        Shapes.object()
            .put("id", found.comment.id() + 1)
            .put("node_id", "REA_" + found.comment.id())
            .put("content", content)
            .put("created_at", "2026-01-01T00:00:00Z");
    json.set("user", Shapes.user(hub.writer(call)));
    return first ? Reply.created(json) : Reply.ok(json);
  }

  private Reply lineComments(TestRepository repository, Call call) {
    TestPullRequest pull = PullRoutes.find(repository, call);
    String address = Shapes.address(repository, "/pulls/" + pull.number() + "/comments");
    return Reply.page(
        call, address, pull.linesNow().stream().map(one -> shape(pull, one)).toList());
  }

  private Reply lineComment(TestRepository repository, Call call) {
    TestPullRequest pull = PullRoutes.find(repository, call);
    String commit = call.body().path("commit_id").asString("");
    TestComment.Place place = place(pull, commit, call.body());
    Optional<String> wrong = wrong(pull, place, call.body());
    if (wrong.isPresent()) {
      throw Refusal.invalid(
          "PullRequestReviewComment", "pull_request_review_thread.line", wrong.get());
    }
    TestComment made =
        pull.addComment(hub.writer(call), body(call.body()), Optional.of(place), Optional.empty());
    send(pull, made, "created");
    return Reply.created(shape(pull, made));
  }

  /** One bad comment, and none is made. */
  private Reply review(TestRepository repository, Call call) {
    TestPullRequest pull = PullRoutes.find(repository, call);
    String commit = call.body().path("commit_id").asString(pull.headSha());
    List<TestComment.Place> places = new ArrayList<>();
    for (JsonNode comment : call.body().path("comments")) {
      TestComment.Place place = place(pull, commit, comment);
      if (wrong(pull, place, comment).isPresent()) {
        throw Refusal.unprocessable("Line could not be resolved");
      }
      places.add(place);
    }
    for (int i = 0; i < places.size(); i++) {
      String body = body(call.body().path("comments").path(i));
      TestComment made =
          pull.addComment(hub.writer(call), body, Optional.of(places.get(i)), Optional.empty());
      send(pull, made, "created");
    }
    ObjectNode json =
        Shapes.object()
            .put("id", hub.nextId())
            .put("node_id", "PRR_1")
            .put("body", call.body().path("body").asString(""))
            .put("state", "COMMENTED")
            .put("commit_id", commit);
    json.set("user", Shapes.user(hub.writer(call)));
    return Reply.ok(json);
  }

  private static TestComment.Place place(TestPullRequest pull, String commit, JsonNode comment) {
    int line = comment.path("line").asInt(0);
    return new TestComment.Place(
        comment.path("path").asString(""),
        commit.isEmpty() ? pull.headSha() : commit,
        comment.path("start_line").asInt(line),
        line);
  }

  private static Optional<String> wrong(
      TestPullRequest pull, TestComment.Place place, JsonNode comment) {
    if (!pull.commits().contains(place.commit())) {
      return Optional.of("commit_id is not part of the pull request");
    }
    if (!comment.path("side").asString("RIGHT").equals("RIGHT")) {
      return Optional.of("the double knows the right side only");
    }
    if (comment.has("start_line") && place.startLine() >= place.line()) {
      return Optional.of("start_line must precede the end line.");
    }
    if (!DiffPosition.isChanged(pull, place.commit(), place.path())) {
      return Optional.of("path could not be resolved");
    }
    return DiffPosition.isShown(pull, place.commit(), place.path(), place.startLine(), place.line())
        ? Optional.empty()
        : Optional.of("pull_request_review_thread.line must be part of the diff");
  }

  private Reply reply(TestRepository repository, Call call) {
    TestPullRequest pull = PullRoutes.find(repository, call);
    TestComment root =
        pull.linesNow().stream()
            .filter(one -> one.id() == call.number("comment_id"))
            .findFirst()
            .orElseThrow(Refusal::notFound);
    long first = root.inReplyTo().orElse(root.id());
    TestComment made =
        pull.addComment(hub.writer(call), body(call.body()), root.place(), Optional.of(first));
    send(pull, made, "created");
    return Reply.created(shape(pull, made));
  }
}
