package dev.pgreview.schema;

import dev.pgreview.migration.TextRange;

/**
 * Text of a section that is no statement.
 *
 * @param message what is wrong, in one sentence
 * @param range what is wrong, in the section's SQL
 * @param whole the statement that it spoils, in the section's SQL; for others the same as {@code
 *     range}
 */
public record SqlProblem(Kind kind, String message, TextRange range, TextRange whole) {
  public enum Kind {
    /** PostgreSQL's grammar refuses it. */
    SYNTAX,
    /** A quote, comment or dollar quote is never closed. */
    UNTERMINATED,
    /** A psql meta-command, which only psql understands. */
    META_COMMAND,
    /** Rows after COPY … FROM stdin. */
    COPY_DATA
  }
}
