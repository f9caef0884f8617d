package dev.pgreview.sql;

/** The structure of a PL/pgSQL body cannot be made out. */
final class PlpgsqlSyntaxException extends Exception {
  PlpgsqlSyntaxException(String message) {
    super(message, null, false, false);
  }
}
