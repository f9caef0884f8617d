package dev.pgreview.sql;

import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** TypeName nodes. */
final class TypeTranslator {
  private TypeTranslator() {}

  /** A TypeName, with or without its tag. */
  static ColumnType type(JsonNode typeName) {
    JsonNode node = typeName.has("TypeName") ? typeName.path("TypeName") : typeName;
    List<String> parts = Nodes.strings(node.path("names"));
    if (parts.size() == 2 && parts.getFirst().equals("pg_catalog")) {
      parts = parts.subList(1, 2);
    }
    QualifiedName name = Nodes.name(parts);
    String serial = name.schema() == null ? serialBase(name.name()) : "";
    return new ColumnType(
        serial.isEmpty() ? name : QualifiedName.of(serial),
        modifiers(node.path("typmods")),
        node.path("arrayBounds").size(),
        !serial.isEmpty(),
        Nodes.flag(node, "setof"));
  }

  /** The type behind a serial one (src/backend/parser/parse_utilcmd.c); empty for others. */
  private static String serialBase(String name) {
    return switch (name) {
      case "smallserial", "serial2" -> "int2";
      case "serial", "serial4" -> "int4";
      case "bigserial", "serial8" -> "int8";
      default -> "";
    };
  }

  private static List<Integer> modifiers(JsonNode typmods) {
    List<Integer> modifiers = new ArrayList<>(typmods.size());
    for (JsonNode modifier : typmods) {
      JsonNode constant = modifier.path("A_Const");
      if (constant.has("ival")) {
        modifiers.add(constant.path("ival").path("ival").asInt(0));
      }
    }
    return modifiers;
  }
}
