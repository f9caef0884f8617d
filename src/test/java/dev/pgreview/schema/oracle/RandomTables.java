package dev.pgreview.schema.oracle;

import java.util.ArrayList;
import java.util.List;

/** Random CREATE TABLE. */
final class RandomTables {
  private final Choices choose;

  RandomTables(Choices choose) {
    this.choose = choose;
  }

  String create() {
    String name = choose.fresh("t");
    return switch (choose.number(9)) {
      case 0 -> {
        String parent = choose.partitioned();
        yield "CREATE TABLE "
            + name
            + " PARTITION OF "
            + parent
            + choose.one(
                "",
                "",
                " (CHECK (" + choose.column(parent) + " IS NOT NULL))",
                " (" + choose.column(parent) + " DEFAULT NULL)")
            + choose.one(bound(), bound(), bound(), " DEFAULT")
            + choose.one("", "", " PARTITION BY LIST (" + choose.column(parent) + ")");
      }
      case 1, 2 ->
          plain(name, 1)
              + " PARTITION BY "
              + choose.one("LIST (a)", "LIST (a)", "RANGE (a)", "HASH (a)");
      case 3 ->
          plain(name, 0)
              + " INHERITS ("
              + choose.table()
              + choose.one("", ", " + choose.table())
              + ")";
      case 4 ->
          "CREATE "
              + choose.one("TEMP", "UNLOGGED")
              + plain(choose.freshLocal("t"), 1).substring("CREATE".length());
      default -> plain(name, 1);
    };
  }

  /** Values that no other partition has, most of the time. */
  String bound() {
    int value = choose.number(1000);
    return switch (choose.number(6)) {
      case 0 -> " FOR VALUES FROM (" + value * 10 + ") TO (" + (value * 10 + 9) + ")";
      case 1 -> " FOR VALUES WITH (MODULUS 16, REMAINDER " + choose.number(16) + ")";
      default -> " FOR VALUES IN (" + value + ")";
    };
  }

  private String plain(String name, int atLeast) {
    List<String> elements = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    if (atLeast > 0) {
      elements.add("a int" + choose.one("", "", " NOT NULL", " CHECK (a > 0)"));
      columns.add("a");
    }
    int more = choose.number(4);
    for (int i = 0; i < more; i++) {
      String column = choose.anyColumn();
      if (!columns.contains(column)) {
        columns.add(column);
        elements.add(definition(column));
      }
    }
    if (!columns.isEmpty()) {
      String one = columns.get(choose.number(columns.size()));
      switch (choose.number(8)) {
        case 0, 1 -> elements.add("PRIMARY KEY (" + columns.getFirst() + ")");
        case 2 -> elements.add("UNIQUE (" + one + ")");
        case 3 ->
            elements.add("CHECK (" + one + " IS NOT NULL OR " + columns.getFirst() + " IS NULL)");
        case 4 ->
            elements.add(
                "FOREIGN KEY (" + columns.getFirst() + ") REFERENCES " + choose.referenced());
        default -> {}
      }
    }
    if (choose.oneIn(6)) {
      String like =
          "LIKE "
              + choose.readable()
              + choose.one(
                  "",
                  " INCLUDING ALL",
                  " INCLUDING INDEXES",
                  " INCLUDING DEFAULTS INCLUDING CONSTRAINTS");
      elements.add(choose.number(elements.size() + 1), like);
    }
    return "CREATE TABLE "
        + choose.one("", "", "", "IF NOT EXISTS ")
        + name
        + " ("
        + String.join(", ", elements)
        + ")";
  }

  /** A column as in CREATE TABLE and ADD COLUMN. */
  String definition(String column) {
    return column
        + " "
        + switch (choose.number(14)) {
          case 0 -> "serial";
          case 1 -> "bigserial UNIQUE";
          case 2 -> "int GENERATED " + choose.one("ALWAYS", "BY DEFAULT") + " AS IDENTITY";
          case 3 -> choose.userType();
          case 4 -> choose.enumeration() + "[]";
          case 5 -> "int REFERENCES " + choose.referenced() + choose.one("", " ON DELETE CASCADE");
          case 6 -> "int CHECK (" + column + " > 0) NOT NULL";
          case 7 -> "text UNIQUE DEFAULT 'x'";
          case 8 -> "int GENERATED ALWAYS AS (a + 1) STORED";
          case 9 -> "varchar(" + (1 + choose.number(3)) + ") COLLATE \"C\"";
          case 10 -> "numeric(8, 2) DEFAULT 0 NOT NULL";
          case 11 -> "int PRIMARY KEY";
          default -> choose.one("int", "bigint", "text", "timestamptz", "boolean", "int");
        };
  }
}
