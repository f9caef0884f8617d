package dev.pgreview.github;

import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.GitHubException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conversation of a pull request. Comments of ours carry a hidden key and are found by it, so
 * that none is ever written twice.
 */
public final class Conversation {
  /** GitHub takes 65,536 characters; the marker is in them. */
  static final int MOST_BODY = 65_000;

  private static final int MOST_PAGES = 30;

  private final Api api;
  private final String login;
  private final int number;

  /**
   * A comment of ours.
   *
   * @param body without the marker
   */
  public record Comment(long id, String nodeId, String body, String address) {}

  Conversation(Api api, String login, int number) {
    this.api = api;
    this.login = login;
    this.number = number;
  }

  /** Our comment with this key. */
  public Optional<Comment> find(String key) {
    return own(key).stream().findFirst();
  }

  /**
   * Writes our comment with this key, or brings it up to date. Does nothing when it is.
   *
   * @param key letters, digits and {@code _.:/=-}
   * @param body Markdown; cut when it is too long
   * @param pointer Markdown that says where the whole is, should it be cut
   */
  public Comment put(String key, String body, String pointer) {
    String text = CutText.markdown(body, MOST_BODY, pointer);
    Comment there = Api.once(() -> kept(key), () -> create(key, text));
    return Marker.same(there.body(), text) ? there : update(there, key, text);
  }

  /** Brings our comment with this key up to date when there is one. */
  public Optional<Comment> update(String key, String body, String pointer) {
    return find(key).isPresent() ? Optional.of(put(key, body, pointer)) : Optional.empty();
  }

  /** Deletes our comment with this key when there is one. */
  public void delete(String key) {
    own(key).forEach(comment -> delete(comment.id()));
  }

  /** Answers a comment of somebody's, once. The answer stands at the end of the conversation. */
  public Comment answer(long comment, String body, String pointer) {
    return put("answer:" + comment, body, pointer);
  }

  /** Reacts to a comment in the conversation; nothing happens the second time. */
  public void react(long comment, Reaction reaction) {
    api.send(
        ApiRequest.post(
                "/repos/{+repo}/issues/comments/{comment_id}/reactions", api.repository(), comment)
            .json(Api.object().put("content", reaction.content()))
            .again(true));
  }

  /** The first one, after later ones that a race between two replicas made were deleted. */
  private Optional<Comment> kept(String key) {
    List<Comment> own = own(key);
    own.stream().skip(1).forEach(comment -> delete(comment.id()));
    return own.stream().findFirst();
  }

  private List<Comment> own(String key) {
    ApiRequest request =
        ApiRequest.get("/repos/{+repo}/issues/{number}/comments", api.repository(), number);
    return api.list(request, MOST_PAGES).stream()
        .filter(json -> json.path("user").path("login").asString("").equalsIgnoreCase(login))
        .filter(
            json ->
                Marker.in(json.path("body").asString(""))
                    .filter(marker -> marker.key().equals(key))
                    .isPresent())
        .map(Conversation::comment)
        .toList();
  }

  private Comment create(String key, String body) {
    return comment(
        api.send(
            ApiRequest.post("/repos/{+repo}/issues/{number}/comments", api.repository(), number)
                .json(body(key, body))));
  }

  private Comment update(Comment comment, String key, String body) {
    return comment(
        api.send(
            ApiRequest.patch(
                    "/repos/{+repo}/issues/comments/{comment_id}", api.repository(), comment.id())
                .json(body(key, body))));
  }

  private void delete(long comment) {
    try {
      api.send(
          ApiRequest.delete(
              "/repos/{+repo}/issues/comments/{comment_id}", api.repository(), comment));
    } catch (GitHubException.Gone already) {
      // Somebody was faster.
    }
  }

  private static ObjectNode body(String key, String body) {
    return Api.object().put("body", Marker.on(key, false, body));
  }

  private static Comment comment(JsonNode json) {
    String body = json.path("body").asString("");
    int line = body.indexOf('\n');
    return new Comment(
        json.path("id").asLong(0),
        json.path("node_id").asString(""),
        line < 0 ? "" : body.substring(line + 1),
        json.path("html_url").asString(""));
  }
}
