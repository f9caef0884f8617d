package dev.pgreview.github;

import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.GitHubException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The single steps on review comments of a pull request. */
final class ReviewCommentStore {
  private static final int MOST_PAGES = 30;

  private final Api api;
  private final String login;
  private final int number;

  /**
   * A comment of ours as it stands.
   *
   * @param body with the marker
   * @param outdated whether its lines are no longer in the diff
   * @param answered whether somebody replied
   */
  record Posted(
      long id,
      String nodeId,
      String key,
      boolean settled,
      String body,
      boolean outdated,
      boolean answered) {}

  ReviewCommentStore(Api api, String login, int number) {
    this.api = api;
    this.login = login;
    this.number = number;
  }

  /** Our comments, oldest first. */
  List<Posted> own() {
    List<JsonNode> all = all();
    Set<Long> answered = new HashSet<>();
    all.forEach(json -> answered.add(json.path("in_reply_to_id").asLong(0)));
    return all.stream()
        .filter(this::isOurs)
        .filter(json -> !json.path("in_reply_to_id").isNumber())
        .flatMap(json -> posted(json, answered).stream())
        .toList();
  }

  private List<JsonNode> all() {
    return api.list(
        ApiRequest.get("/repos/{+repo}/pulls/{number}/comments", api.repository(), number),
        MOST_PAGES);
  }

  private boolean isOurs(JsonNode json) {
    return json.path("user").path("login").asString("").equalsIgnoreCase(login);
  }

  private static Optional<Posted> posted(JsonNode json, Set<Long> answered) {
    String body = json.path("body").asString("");
    long id = json.path("id").asLong(0);
    return Marker.in(body)
        .map(
            marker ->
                new Posted(
                    id,
                    json.path("node_id").asString(""),
                    marker.key(),
                    marker.settled(),
                    body,
                    !json.path("line").isNumber(),
                    answered.contains(id)));
  }

  /** One review with all of them: one notification. */
  void createTogether(String headSha, List<LineComment> comments) {
    ObjectNode body = Api.object().put("commit_id", headSha).put("event", "COMMENT");
    ArrayNode list = body.putArray("comments");
    comments.forEach(comment -> list.add(placed(comment)));
    api.send(
        ApiRequest.post("/repos/{+repo}/pulls/{number}/reviews", api.repository(), number)
            .json(body));
  }

  void create(String headSha, LineComment comment) {
    api.send(
        ApiRequest.post("/repos/{+repo}/pulls/{number}/comments", api.repository(), number)
            .json(placed(comment).put("commit_id", headSha)));
  }

  private static ObjectNode placed(LineComment comment) {
    ObjectNode json =
        Api.object()
            .put("path", comment.path())
            .put("body", body(comment, false))
            .put("side", "RIGHT")
            .put("line", comment.line());
    if (comment.startLine() < comment.line()) {
      json.put("start_line", comment.startLine()).put("start_side", "RIGHT");
    }
    return json;
  }

  static String body(LineComment comment, boolean settled) {
    return Marker.on(
        comment.key(), settled, CutText.markdown(comment.body(), Conversation.MOST_BODY, ""));
  }

  void update(Posted comment, String body) {
    api.send(
        ApiRequest.patch(
                "/repos/{+repo}/pulls/comments/{comment_id}", api.repository(), comment.id())
            .json(Api.object().put("body", body)));
  }

  void delete(Posted comment) {
    try {
      api.send(
          ApiRequest.delete(
              "/repos/{+repo}/pulls/comments/{comment_id}", api.repository(), comment.id()));
    } catch (GitHubException.Gone already) {
      // Somebody was faster.
    }
  }

  Optional<ReviewComments.Place> place(long comment) {
    return api.find(
            ApiRequest.get("/repos/{+repo}/pulls/comments/{comment_id}", api.repository(), comment))
        .filter(json -> json.path("line").isNumber())
        .map(
            json ->
                new ReviewComments.Place(
                    json.path("path").asString(""), json.path("line").asInt(0)));
  }

  void answer(long comment, String body, String pointer) {
    String key = "answer:" + comment;
    String text = Marker.on(key, false, CutText.markdown(body, Conversation.MOST_BODY, pointer));
    Api.once(
        () -> answered(key),
        () ->
            api.send(
                ApiRequest.post(
                        "/repos/{+repo}/pulls/{number}/comments/{comment_id}/replies",
                        api.repository(),
                        number,
                        comment)
                    .json(Api.object().put("body", text))));
  }

  private Optional<JsonNode> answered(String key) {
    return all().stream()
        .filter(this::isOurs)
        .filter(
            json ->
                Marker.in(json.path("body").asString(""))
                    .filter(marker -> marker.key().equals(key))
                    .isPresent())
        .findFirst();
  }

  void react(long comment, Reaction reaction) {
    api.send(
        ApiRequest.post(
                "/repos/{+repo}/pulls/comments/{comment_id}/reactions", api.repository(), comment)
            .json(Api.object().put("content", reaction.content()))
            .again(true));
  }

  ReviewThreads threads() {
    return new ReviewThreads(api, number);
  }
}
