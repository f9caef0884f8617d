package dev.pgreview.schema;

/** Whether a query's text names a column; a star names all. */
public final class ColumnMentions {
  private ColumnMentions() {}

  /** True also when the name stands for something else in it: it errs on the side of a mention. */
  public static boolean mentions(SqlQuery query, String column) {
    return query.columns().contains("*")
        || query.columns().contains(column)
        || word(query.sql(), column);
  }

  private static boolean word(String sql, String word) {
    for (int at = 0; at + word.length() <= sql.length(); at++) {
      if (sql.regionMatches(true, at, word, 0, word.length())
          && (at == 0 || !Character.isJavaIdentifierPart(sql.charAt(at - 1)))
          && (at + word.length() == sql.length()
              || !Character.isJavaIdentifierPart(sql.charAt(at + word.length())))) {
        return true;
      }
    }
    return false;
  }
}
