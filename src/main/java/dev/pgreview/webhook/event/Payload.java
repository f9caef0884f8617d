package dev.pgreview.webhook.event;

import dev.pgreview.queue.RepositoryId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** An event's JSON, read leniently: old payloads lack fields, new ones have more. */
public record Payload(JsonNode root) {
  /** The text at a path such as {@code pull_request.head.sha}; empty when there is none. */
  public Optional<String> text(String path) {
    return node(path).filter(JsonNode::isString).map(JsonNode::asString);
  }

  /** The whole number at a path; empty when there is none. */
  public Optional<Long> number(String path) {
    return node(path).filter(JsonNode::canConvertToLong).map(JsonNode::asLong);
  }

  /** Whether there is anything but null at a path. */
  public boolean has(String path) {
    return node(path).isPresent();
  }

  public String action() {
    return text("action").orElse("");
  }

  /** Where it happened, when the App is installed there. */
  public Optional<RepositoryId> repository() {
    Optional<Long> installation = number("installation.id");
    Optional<String> name =
        text("repository.full_name").filter(full -> full.matches("[^/]+/[^/]+"));
    return installation.flatMap(id -> name.map(full -> new RepositoryId(id, full)));
  }

  private Optional<JsonNode> node(String path) {
    JsonNode node = root;
    for (String step : path.split("\\.")) {
      node = node.path(step);
    }
    return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
  }
}
