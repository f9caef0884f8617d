package dev.pgreview.sql;

/**
 * One token of PostgreSQL's scanner.
 *
 * @param kind the keyword in capitals, or PostgreSQL's name of the token: {@code IDENT}, {@code
 *     SCONST}, {@code ASCII_44} (a comma), {@code SQL_COMMENT} (--), {@code C_COMMENT}
 * @param keyword whether the token is a keyword, and of which class
 * @param start UTF-16 offset of its first char in the scanned text
 * @param end UTF-16 offset after its last char
 */
record Token(String kind, Keyword keyword, int start, int end) {

  /** The classes of keywords, as in PostgreSQL's kwlist.h. */
  enum Keyword {
    NONE,
    UNRESERVED,
    COLUMN_NAME,
    TYPE_FUNCTION_NAME,
    RESERVED;

    private static final Keyword[] BY_CODE = values();

    static Keyword of(int code) {
      return BY_CODE[code];
    }
  }

  boolean isComment() {
    return kind.equals("SQL_COMMENT") || kind.equals("C_COMMENT");
  }

  boolean is(char character) {
    return kind.equals("ASCII_" + (int) character);
  }
}
