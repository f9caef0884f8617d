package dev.pgreview.schema;

/** Identifiers as PostgreSQL spells them. */
public final class Identifiers {
  private Identifiers() {}

  /**
   * As {@code quote_ident}: quoted unless it is lower case letters, digits and underscores, starts
   * with no digit and is no reserved, type or column name keyword (src/backend/utils/adt/quote.c
   * and ruleutils.c, quote_identifier).
   */
  public static String quote(String identifier) {
    return isPlain(identifier) && !Keywords.needsQuotes(identifier)
        ? identifier
        : '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** Lower case letters, digits and underscores only, starting with no digit; perhaps a keyword. */
  static boolean isPlain(String identifier) {
    if (identifier.isEmpty() || !isStart(identifier.charAt(0))) {
      return false;
    }
    for (int i = 1; i < identifier.length(); i++) {
      char c = identifier.charAt(i);
      if (!isStart(c) && !(c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStart(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  }
}
