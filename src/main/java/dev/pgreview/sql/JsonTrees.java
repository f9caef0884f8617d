package dev.pgreview.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON text to a tree, without Jackson's mapper: the mapper's start-up costs more than parsing a
 * thousand statements.
 */
final class JsonTrees {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The module's scanner writes control characters of a token's text as they are. */
  private static final JsonFactory STREAMS =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(50_000)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private JsonTrees() {}

  /**
   * @param json an object, in UTF-8
   * @throws StreamConstraintsException if it is nested more than 50,000 deep
   */
  static JsonNode read(byte[] json) {
    try (JsonParser parser = STREAMS.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return read(parser);
    }
  }

  /** Not recursive: the depth of the tree is the depth of the statement. */
  private static JsonNode read(JsonParser parser) {
    ObjectNode root = NODES.objectNode();
    Deque<JsonNode> outer = new ArrayDeque<>();
    JsonNode container = root;
    String name = "";
    while (true) {
      JsonToken token = parser.nextToken();
      switch (token) {
        case PROPERTY_NAME -> name = parser.currentName();
        case START_OBJECT, START_ARRAY -> {
          JsonNode inner = token == JsonToken.START_OBJECT ? NODES.objectNode() : NODES.arrayNode();
          add(container, name, inner);
          outer.push(container);
          container = inner;
        }
        case END_OBJECT, END_ARRAY -> {
          if (outer.isEmpty()) {
            return root;
          }
          container = outer.pop();
        }
        default -> add(container, name, scalar(parser, token));
      }
    }
  }

  private static void add(JsonNode container, String name, JsonNode value) {
    if (container instanceof ObjectNode object) {
      object.set(name, value);
    } else if (container instanceof ArrayNode array) {
      array.add(value);
    }
  }

  private static JsonNode scalar(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }
}
