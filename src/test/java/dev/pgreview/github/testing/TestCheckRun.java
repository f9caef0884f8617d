package dev.pgreview.github.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A check run, with every state that it went through. */
public final class TestCheckRun {
  private final long id;
  private final long suite;
  private final String headSha;
  private final ObjectNode fields = JsonMapper.shared().createObjectNode();
  private final ObjectNode output = JsonMapper.shared().createObjectNode();
  private final List<JsonNode> annotations = new ArrayList<>();
  private final List<String> history = new ArrayList<>();

  TestCheckRun(long id, long suite, String headSha) {
    this.id = id;
    this.suite = suite;
    this.headSha = headSha;
  }

  public long id() {
    return id;
  }

  public String headSha() {
    return headSha;
  }

  public String name() {
    return fields.path("name").asString("");
  }

  public String status() {
    return fields.path("status").asString("queued");
  }

  /** Empty until it is completed. */
  public Optional<String> conclusion() {
    return Optional.of(fields.path("conclusion").asString("")).filter(text -> !text.isEmpty());
  }

  public String title() {
    return output.path("title").asString("");
  }

  public String summary() {
    return output.path("summary").asString("");
  }

  public String text() {
    return output.path("text").asString("");
  }

  public List<JsonNode> annotations() {
    return annotations;
  }

  /** Identifiers of its buttons. */
  public List<String> actions() {
    return fields.path("actions").valueStream().map(a -> a.path("identifier").asString()).toList();
  }

  /** Each request's status or conclusion with the annotations that were there after it. */
  public List<String> history() {
    return history;
  }

  long suite() {
    return suite;
  }

  JsonNode field(String name) {
    return fields.path(name);
  }

  JsonNode output(String name) {
    return output.path(name);
  }

  /** Takes over what a request says. */
  void change(JsonNode request, String now) {
    for (var field : request.properties()) {
      if (!field.getKey().equals("output")) {
        fields.set(field.getKey(), field.getValue());
      }
    }
    for (var field : request.path("output").properties()) {
      if (field.getKey().equals("annotations")) {
        field.getValue().forEach(annotations::add);
      } else {
        output.set(field.getKey(), field.getValue());
      }
    }
    if (request.has("conclusion")) {
      fields.put("status", "completed");
      if (!request.has("completed_at")) {
        fields.put("completed_at", now);
      }
    } else if (request.has("status") && !status().equals("completed")) {
      fields.putNull("conclusion");
      fields.putNull("completed_at");
    }
    history.add(conclusion().orElse(status()) + " " + annotations.size());
  }
}
