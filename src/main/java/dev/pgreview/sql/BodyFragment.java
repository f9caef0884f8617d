package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;

/**
 * A piece of SQL in the body of a PL/pgSQL routine.
 *
 * @param sql as the SQL grammar takes it: without INTO and its variables, SELECT for PERFORM, in
 *     both cases as long as what is written
 * @param range in the body
 * @param conditional inside IF, CASE, a loop or an exception handler, or after a RETURN that is:
 *     may run never or often
 * @param looped inside a loop
 */
record BodyFragment(Form form, String sql, TextRange range, boolean conditional, boolean looped) {
  enum Form {
    STATEMENT,
    /** What could follow SELECT. */
    EXPRESSION,
    /** An expression whose value is run as SQL. */
    DYNAMIC
  }
}
