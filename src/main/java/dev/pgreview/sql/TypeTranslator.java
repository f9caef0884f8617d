package dev.pgreview.sql;

import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/** TypeName nodes. */
final class TypeTranslator {
  private static final QualifiedName INTERVAL = QualifiedName.of("interval");

  /** INTERVAL_FULL_RANGE (src/include/utils/timestamp.h). */
  private static final int ALL_INTERVAL_FIELDS = 0x7FFF;

  /** MAX_INTERVAL_PRECISION (src/include/datatype/timestamp.h). */
  private static final int MAX_INTERVAL_PRECISION = 6;

  private TypeTranslator() {}

  /** A TypeName, with or without its tag. {@code column%TYPE} is kept as it is written. */
  static ColumnType type(ParseNode typeName) {
    ParseNode node = typeName.has("TypeName") ? typeName.path("TypeName") : typeName;
    QualifiedName name = name(node);
    String serial = name.schema() == null ? serialBase(name.name()) : "";
    List<Integer> modifiers = modifiers(node.path("typmods"));
    return new ColumnType(
        serial.isEmpty() ? name : QualifiedName.of(serial),
        name.equals(INTERVAL) ? intervalModifiers(modifiers) : modifiers,
        node.path("arrayBounds").size(),
        !serial.isEmpty(),
        Nodes.flag(node, "setof"));
  }

  private static QualifiedName name(ParseNode node) {
    List<String> parts = Nodes.strings(node.path("names"));
    if (Nodes.flag(node, "pct_type")) {
      return QualifiedName.of(String.join(".", parts) + "%TYPE");
    }
    boolean builtIn = parts.size() == 2 && parts.getFirst().equals("pg_catalog");
    return Nodes.name(builtIn ? parts.subList(1, 2) : parts);
  }

  /**
   * The grammar puts the fields ({@code interval day to second}) before the precision
   * (src/backend/parser/gram.y, opt_interval); all fields are as good as none.
   */
  private static List<Integer> intervalModifiers(List<Integer> modifiers) {
    if (modifiers.isEmpty()) {
      return modifiers;
    }
    int fields = modifiers.getFirst();
    boolean precise = modifiers.size() > 1;
    if (fields == ALL_INTERVAL_FIELDS) {
      return modifiers.subList(1, modifiers.size());
    }
    return List.of(precise ? modifiers.get(1) : MAX_INTERVAL_PRECISION, fields);
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

  private static List<Integer> modifiers(ParseNode typmods) {
    List<Integer> modifiers = new ArrayList<>(typmods.size());
    for (ParseNode modifier : typmods) {
      ParseNode constant = modifier.path("A_Const");
      if (constant.has("ival")) {
        modifiers.add(constant.path("ival").path("ival").asInt(0));
      }
    }
    return modifiers;
  }
}
