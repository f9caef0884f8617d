package dev.pgreview.lint.rule;

/** SQL that fills a column without one long transaction. */
final class Backfill {
  private Backfill() {}

  /** One batch, with the comment that says how to use it, and a line break at its end. */
  static String batch(String table, String column, String value) {
    return "-- outside of migrations, again and again until it updates no row, with pauses:\n"
        + "UPDATE "
        + table
        + " SET "
        + column
        + " = "
        + value
        + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM "
        + table
        + " WHERE "
        + column
        + " IS NULL LIMIT 5000));\n";
  }
}
