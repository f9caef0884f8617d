package dev.pgreview.schema;

import java.util.Map;

/** The names that people write for PostgreSQL's built-in types. */
final class SqlTypeNames {
  private static final Map<String, String> DISPLAY =
      Map.ofEntries(
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("bpchar", "char"),
          Map.entry("varbit", "bit varying"));

  private SqlTypeNames() {}

  static String display(QualifiedName name) {
    if (name.schema() != null) {
      return name.sql();
    }
    // A type may be spelled like a keyword: numeric, time, interval.
    String plain = Identifiers.isPlain(name.name()) ? name.name() : name.sql();
    return DISPLAY.getOrDefault(name.name(), plain);
  }
}
