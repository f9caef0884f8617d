package dev.pgreview.lint.rule;

import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SchemaChange;
import java.util.Optional;

/** Statements that write rows. */
final class RowChanges {
  private RowChanges() {}

  /** The table that a statement writes rows of; empty when it writes none. */
  static Optional<QualifiedName> target(SchemaChange change) {
    if (!(change instanceof DataChange data)) {
      return Optional.empty();
    }
    return switch (data) {
      case DataChange.Insert insert -> Optional.of(insert.target());
      case DataChange.Update update -> Optional.of(update.target());
      case DataChange.Delete delete -> Optional.of(delete.target());
      case DataChange.Merge merge -> Optional.of(merge.target());
      case DataChange.Copy copy -> copy.fromInput() ? copy.relation() : Optional.empty();
      case DataChange.Explain explain ->
          explain.analyze() ? target(explain.statement()) : Optional.empty();
      case DataChange.Select _ -> Optional.empty();
    };
  }

  /** An INSERT of a few rows that are written out: it takes no time worth telling. */
  static boolean isSmall(SchemaChange change) {
    return change instanceof DataChange.Insert insert
        && insert.source().map(source -> source.valuesRows() > 0).orElse(true);
  }
}
