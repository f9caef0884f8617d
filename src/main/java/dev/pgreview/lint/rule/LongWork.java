package dev.pgreview.lint.rule;

import dev.pgreview.lint.RuleContext;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.SchemaChange;
import java.util.stream.Stream;

/** Statements that take a time which grows with a table in use. */
final class LongWork {
  private LongWork() {}

  static boolean in(AnalyzedStatement statement, RuleContext context) {
    Stream<RelationName> touched =
        Stream.concat(
            statement.prediction().scans().stream(), statement.prediction().rewrites().stream());
    return touched.anyMatch(relation -> context.inUse(statement, relation))
        || touchesRows(statement, context);
  }

  private static boolean touchesRows(AnalyzedStatement statement, RuleContext context) {
    SchemaChange change = statement.statement().change();
    if (change instanceof RoutineChange.Call) {
      return true;
    }
    if (change instanceof DataChange.Select select) {
      return select.query().relations().stream().anyMatch(name -> context.inUse(statement, name));
    }
    return !RowChanges.isSmall(change)
        && RowChanges.target(change)
            .filter((QualifiedName target) -> context.inUse(statement, target))
            .isPresent();
  }
}
