package dev.pgreview.schema;

import dev.pgreview.migration.TextRange;
import java.util.List;

/**
 * A statement of a section.
 *
 * @param sql its text without leading comments and without the semicolon
 * @param range of {@code sql} in the section's SQL
 * @param leadingComments comments between the statement before and this one, and at the end of the
 *     line on which this one ends
 * @param change what it does; ranges in it are offsets in {@code sql}
 */
public record SqlStatement(
    String sql, TextRange range, List<SqlComment> leadingComments, SchemaChange change) {
  public SqlStatement {
    leadingComments = List.copyOf(leadingComments);
  }
}
