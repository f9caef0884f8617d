package dev.pgreview.lock;

import dev.pgreview.migration.Migration;
import dev.pgreview.migration.SourceSpan;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.SqlStatement;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A statement of the change with all that is known about it before it runs.
 *
 * @param index from 0 over the whole change; statements of a routine body have their own
 * @param outer index of the statement whose body holds this one (DO, a called function)
 * @param span of the statement in the file
 * @param transaction number from 1 of the transaction that it runs in, over the whole change; a
 *     statement outside any transaction block has one of its own
 * @param inTransactionBlock whether that is a block, opened by the tool or by BEGIN
 * @param mode how the tool sends its section
 * @param settings in effect before it
 * @param before the catalog before it
 * @param estimate absent when nothing in it takes time that grows with a table
 */
public record AnalyzedStatement(
    int index,
    OptionalInt outer,
    Migration migration,
    SqlSection section,
    SqlStatement statement,
    SourceSpan span,
    int transaction,
    boolean inTransactionBlock,
    TransactionMode mode,
    SessionSettings settings,
    Catalog before,
    LockPrediction prediction,
    Optional<DurationEstimate> estimate) {

  /** Where a range of the statement's text stands in the file, as UTF-16 offsets. */
  public TextRange fileRange(TextRange inStatement) {
    return section.toFileRange(inStatement.shift(statement.range().start()));
  }

  public String path() {
    return migration.path();
  }
}
