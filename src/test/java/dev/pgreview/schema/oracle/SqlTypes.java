package dev.pgreview.schema.oracle;

import dev.pgreview.schema.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Types as {@code format_type} (src/backend/utils/adt/format_type.c) writes them. */
final class SqlTypes {
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("varchar", "character varying"),
          Map.entry("varbit", "bit varying"),
          Map.entry("char", "\"char\""));

  /** Interval masks (src/include/utils/timestamp.h, INTERVAL_MASK). */
  private static final Map<Integer, String> INTERVAL_FIELDS =
      Map.ofEntries(
          Map.entry(1 << 2, "year"),
          Map.entry(1 << 1, "month"),
          Map.entry(1 << 3, "day"),
          Map.entry(1 << 10, "hour"),
          Map.entry(1 << 11, "minute"),
          Map.entry(1 << 12, "second"),
          Map.entry(1 << 2 | 1 << 1, "year to month"),
          Map.entry(1 << 3 | 1 << 10, "day to hour"),
          Map.entry(1 << 3 | 1 << 10 | 1 << 11, "day to minute"),
          Map.entry(1 << 3 | 1 << 10 | 1 << 11 | 1 << 12, "day to second"),
          Map.entry(1 << 10 | 1 << 11, "hour to minute"),
          Map.entry(1 << 10 | 1 << 11 | 1 << 12, "hour to second"),
          Map.entry(1 << 11 | 1 << 12, "minute to second"));

  private SqlTypes() {}

  static String format(ColumnType type) {
    String name = type.name().name();
    if (type.name().schema() == null && (name.equals("unknown") || name.endsWith("%TYPE"))) {
      return Facts.UNKNOWN;
    }
    String text =
        type.name().schema() == null ? builtIn(name, type.modifiers()) : type.name().sql();
    return type.arrayDimensions() > 0 ? text + "[]" : text;
  }

  private static String builtIn(String name, List<Integer> modifiers) {
    String numbers =
        modifiers.isEmpty()
            ? ""
            : modifiers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    return switch (name) {
      case "timestamptz" -> "timestamp" + numbers + " with time zone";
      case "timestamp" -> "timestamp" + numbers + " without time zone";
      case "timetz" -> "time" + numbers + " with time zone";
      case "time" -> "time" + numbers + " without time zone";
      case "bpchar" -> modifiers.isEmpty() ? "bpchar" : "character" + numbers;
      case "numeric" ->
          modifiers.size() == 1 ? "numeric(" + modifiers.getFirst() + ",0)" : name + numbers;
      case "interval" -> interval(modifiers);
      default -> NAMES.getOrDefault(name, name) + numbers;
    };
  }

  private static String interval(List<Integer> modifiers) {
    String fields =
        modifiers.size() < 2 ? "" : " " + INTERVAL_FIELDS.getOrDefault(modifiers.get(1), "?");
    // Six digits are all that there are.
    boolean precise = !modifiers.isEmpty() && (modifiers.size() == 1 || modifiers.getFirst() != 6);
    return "interval" + fields + (precise ? "(" + modifiers.getFirst() + ")" : "");
  }
}
