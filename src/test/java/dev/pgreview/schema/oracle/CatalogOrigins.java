package dev.pgreview.schema.oracle;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.UserType;
import dev.pgreview.schema.View;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** When the known objects came to be, by the names that they have in {@link Facts}. */
final class CatalogOrigins {
  private CatalogOrigins() {}

  static Map<String, Origin> of(Catalog catalog) {
    Map<String, Origin> origins = new TreeMap<>();
    for (String schema : catalog.schemas()) {
      origins.put(
          "schema " + Identifiers.quote(schema), catalog.schemaOrigin(schema).orElseThrow());
    }
    for (Relation relation : catalog.relations()) {
      origins.put(kind(relation) + " " + relation.name().sql(), relation.origin());
      if (relation instanceof Table table) {
        String prefix = " " + table.name().sql() + ".";
        for (Column column : table.columns()) {
          origins.put("column" + prefix + Identifiers.quote(column.name()), column.origin());
        }
        for (Constraint constraint : table.constraints()) {
          origins.put(
              "constraint" + prefix + Identifiers.quote(constraint.name()), constraint.origin());
        }
        for (Table.Trigger trigger : table.triggers()) {
          origins.put("trigger" + prefix + Identifiers.quote(trigger.name()), trigger.origin());
        }
      }
    }
    for (UserType type : catalog.types()) {
      origins.put("type " + type.name().sql(), type.origin());
    }
    for (Routine routine : catalog.routines()) {
      String arguments =
          routine.arguments().stream().map(SqlTypes::format).collect(Collectors.joining(", "));
      origins.put("routine " + routine.name().sql() + "(" + arguments + ")", routine.origin());
    }
    return origins;
  }

  private static String kind(Relation relation) {
    return switch (relation) {
      case Table _ -> "table";
      case Index _ -> "index";
      case View _ -> "view";
      case Sequence _ -> "sequence";
    };
  }
}
