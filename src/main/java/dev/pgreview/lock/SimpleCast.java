package dev.pgreview.lock;

import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code column::type} and {@code CAST(column AS type)} in a USING clause. */
final class SimpleCast {
  private static final Map<String, String> INTERNAL =
      Map.ofEntries(
          Map.entry("integer", "int4"),
          Map.entry("int", "int4"),
          Map.entry("bigint", "int8"),
          Map.entry("smallint", "int2"),
          Map.entry("decimal", "numeric"),
          Map.entry("dec", "numeric"),
          Map.entry("real", "float4"),
          Map.entry("double precision", "float8"),
          Map.entry("float", "float8"),
          Map.entry("boolean", "bool"),
          Map.entry("character varying", "varchar"),
          Map.entry("char varying", "varchar"),
          Map.entry("character", "bpchar"),
          Map.entry("char", "bpchar"),
          Map.entry("bit varying", "varbit"),
          Map.entry("timestamp without time zone", "timestamp"),
          Map.entry("timestamp with time zone", "timestamptz"),
          Map.entry("time without time zone", "time"),
          Map.entry("time with time zone", "timetz"));

  private SimpleCast() {}

  /** The type, when the whole text is a cast of the column to it. */
  static Optional<ColumnType> of(String text, String column) {
    String lower = text.toLowerCase(Locale.ROOT);
    int colons = text.lastIndexOf("::");
    if (colons > 0) {
      String inner = Conditions.strip(text.substring(0, colons).strip());
      return isColumn(inner, column) ? type(text.substring(colons + 2)) : Optional.empty();
    }
    if (lower.startsWith("cast") && text.endsWith(")")) {
      String inner = Conditions.strip(text.substring(4).strip());
      int as = inner.toLowerCase(Locale.ROOT).lastIndexOf(" as ");
      if (as > 0 && isColumn(inner.substring(0, as).strip(), column)) {
        return type(inner.substring(as + 4));
      }
    }
    return Optional.empty();
  }

  private static boolean isColumn(String text, String column) {
    String inner = Conditions.strip(text);
    return inner.equalsIgnoreCase(column) || inner.equals('"' + column + '"');
  }

  private static Optional<ColumnType> type(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    int dimensions = 0;
    while (text.endsWith("[]")) {
      dimensions++;
      text = text.substring(0, text.length() - 2).strip();
    }
    List<Integer> modifiers = new ArrayList<>();
    int open = text.indexOf('(');
    if (open > 0) {
      int close = text.indexOf(')', open);
      if (close < 0 || !numbers(text.substring(open + 1, close), modifiers)) {
        return Optional.empty();
      }
      text = (text.substring(0, open) + text.substring(close + 1)).replaceAll("\\s+", " ").strip();
    }
    String name = INTERNAL.getOrDefault(text, text);
    if (name.equals("bpchar") && modifiers.isEmpty() && !text.equals("bpchar")) {
      modifiers.add(1);
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '.') {
        return Optional.empty();
      }
    }
    QualifiedName full = SqlNames.parse(name);
    boolean builtIn = "pg_catalog".equals(full.schema());
    return Optional.of(
        new ColumnType(
            builtIn ? QualifiedName.of(full.name()) : full, modifiers, dimensions, false, false));
  }

  private static boolean numbers(String text, List<Integer> into) {
    for (String part : text.split(",", -1)) {
      try {
        into.add(Integer.valueOf(part.strip()));
      } catch (NumberFormatException e) {
        return false;
      }
    }
    return true;
  }
}
