package dev.pgreview.github.testing;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds to a part of an answer whatever else its schema requires: empty texts, zeros, nulls.
 * GitHub's objects have a hundred fields of which a test means five.
 */
final class Completion {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonNode description;

  Completion(JsonNode description) {
    this.description = description;
  }

  JsonNode complete(JsonNode schema, JsonNode value) {
    JsonNode known = resolved(schema);
    if (value.isMissingNode()) {
      return least(known);
    }
    if (value.isArray()) {
      ArrayNode array = JSON.arrayNode();
      JsonNode items = best(known, value).path("items");
      value.forEach(item -> array.add(items.isMissingNode() ? item : complete(items, item)));
      return array;
    }
    return value.isObject() ? object(best(known, value), value) : value;
  }

  private ObjectNode object(JsonNode schema, JsonNode value) {
    ObjectNode all = JSON.objectNode();
    ObjectNode properties = properties(schema);
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      JsonNode property = properties.path(entry.getKey());
      all.set(
          entry.getKey(),
          property.isMissingNode() ? entry.getValue() : complete(property, entry.getValue()));
    }
    for (String name : required(schema)) {
      if (!all.has(name)) {
        all.set(name, least(resolved(properties.path(name))));
      }
    }
    return all;
  }

  private JsonNode least(JsonNode schema) {
    // Before null: the validator knows no nullable choice.
    for (String choice : List.of("oneOf", "anyOf")) {
      if (schema.path(choice).isArray() && schema.path("type").isMissingNode()) {
        return least(resolved(schema.path(choice).path(0)));
      }
    }
    if (schema.path("nullable").asBoolean(false)) {
      return JSON.nullNode();
    }
    if (schema.path("enum").isArray()) {
      return schema.path("enum").path(0);
    }
    return switch (type(schema)) {
      case "string" -> JSON.stringNode(text(schema));
      case "integer", "number" -> JSON.numberNode(Math.max(0, schema.path("minimum").asInt(0)));
      case "boolean" -> JSON.booleanNode(false);
      case "array" -> JSON.arrayNode();
      default -> object(schema, JsonMapper.shared().createObjectNode());
    };
  }

  private static String type(JsonNode schema) {
    return schema.path("type").asString("object");
  }

  private static String text(JsonNode schema) {
    return switch (schema.path("format").asString("")) {
      case "uri" -> "https://github.example/";
      case "date-time" -> "2026-01-01T00:00:00Z";
      case "email" -> "nobody@github.example";
      default -> schema.path("minLength").asInt(0) > 0 ? "x" : "";
    };
  }

  /** Of several schemas the one that knows most of the value's fields. */
  private JsonNode best(JsonNode schema, JsonNode value) {
    JsonNode best = schema;
    long most = -1;
    for (String choice : List.of("oneOf", "anyOf")) {
      for (JsonNode alternative : schema.path(choice)) {
        JsonNode known = resolved(alternative);
        boolean kind = value.isArray() == type(known).equals("array");
        ObjectNode properties = properties(known);
        long fields = value.propertyNames().stream().filter(properties::has).count();
        if (kind && fields > most) {
          best = known;
          most = fields;
        }
      }
    }
    return best;
  }

  private ObjectNode properties(JsonNode schema) {
    ObjectNode all = JSON.objectNode();
    schema.path("allOf").forEach(part -> all.setAll(properties(resolved(part))));
    schema.path("properties").properties().forEach(one -> all.set(one.getKey(), one.getValue()));
    return all;
  }

  private List<String> required(JsonNode schema) {
    List<String> all = new java.util.ArrayList<>();
    schema.path("allOf").forEach(part -> all.addAll(required(resolved(part))));
    schema.path("required").forEach(name -> all.add(name.asString()));
    return all;
  }

  private JsonNode resolved(JsonNode schema) {
    return schema.path("$ref").isString()
        ? resolved(description.at(schema.path("$ref").asString().substring(1)))
        : schema;
  }
}
