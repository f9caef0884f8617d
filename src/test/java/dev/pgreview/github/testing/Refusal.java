package dev.pgreview.github.testing;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The double says no, as GitHub does. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Reply reply;

  Refusal(Reply reply) {
    super("status " + reply.status());
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }

  static Refusal notFound() {
    return of(404, "Not Found");
  }

  static Refusal of(int status, String message) {
    return new Refusal(new Reply(status, message(message), java.util.Map.of()));
  }

  /** Status 422 with the list of what is wrong, as for most resources. */
  static Refusal invalid(String resource, String field, String message) {
    ObjectNode body = message("Validation Failed");
    body.putArray("errors")
        .addObject()
        .put("resource", resource)
        .put("code", "custom")
        .put("field", field)
        .put("message", message);
    return new Refusal(new Reply(422, body, java.util.Map.of()));
  }

  /** Status 422 with plain texts, as for reviews. */
  static Refusal unprocessable(String error) {
    ObjectNode body = message("Unprocessable Entity");
    body.putArray("errors").add(error);
    return new Refusal(new Reply(422, body, java.util.Map.of()));
  }

  private static ObjectNode message(String message) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("message", message)
        .put("documentation_url", "https://docs.github.com/rest");
  }
}
