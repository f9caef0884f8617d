package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.plan.RowEstimate.Rows;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.Persistence;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.SqlQuery;
import dev.pgreview.schema.TableChange;
import java.util.Locale;
import java.util.Optional;

/**
 * Trigger b: more rows than allowed are updated, deleted, merged or copied. A condition counts only
 * where it bounds the rows by a key; in a loop not even then. Temporary tables do not count.
 */
final class BackfillTrigger implements TriggerRule {
  private final RowEstimate estimate;
  private final Bodies bodies;
  private final long mostRows;

  BackfillTrigger(Existing existing, Bodies bodies, long mostRows) {
    this.estimate = new RowEstimate(existing);
    this.bodies = bodies;
    this.mostRows = mostRows;
  }

  @Override
  public Optional<FiredTrigger> check(AnalyzedStatement statement) {
    Reasons reasons = new Reasons();
    SchemaChange change = statement.statement().change();
    if (change instanceof DataChange data) {
      data(statement, data, reasons);
    } else if (change instanceof TableChange.CreateTableAs create
        && create.withData()
        && !create.materializedView()
        && create.persistence() != Persistence.TEMPORARY) {
      RelationName name = statement.before().nameForNew(create.name());
      add(
          "CREATE TABLE AS puts ",
          " into " + Names.of(name),
          estimate.of(statement, create.query()),
          name,
          reasons);
      withs(statement, create.query(), reasons);
    }
    return reasons.fired(FiredTrigger.Letter.B, statement);
  }

  private void data(AnalyzedStatement statement, DataChange change, Reasons reasons) {
    switch (change) {
      case DataChange.Update update ->
          changed("UPDATE", statement, update.target(), update.where(), reasons);
      case DataChange.Delete delete ->
          changed("DELETE", statement, delete.target(), delete.where(), reasons);
      case DataChange.Insert insert ->
          insert
              .source()
              .ifPresent(
                  source -> {
                    into(
                        "INSERT",
                        statement,
                        insert.target(),
                        estimate.of(statement, source),
                        reasons);
                    withs(statement, source, reasons);
                  });
      case DataChange.Merge merge ->
          into(
              "MERGE",
              statement,
              merge.target(),
              estimate
                  .largest(statement, merge.relations())
                  .orElseGet(
                      () -> estimate.changed(statement, merge.target(), Optional.empty(), false)),
              reasons);
      case DataChange.Select(SqlQuery query) -> withs(statement, query, reasons);
      case DataChange.Explain explain -> {
        if (explain.analyze() && explain.statement() instanceof DataChange inner) {
          data(statement, inner, reasons);
        }
      }
      case DataChange.Copy _ -> {}
    }
  }

  /** Data changes in a WITH clause run too. */
  private void withs(AnalyzedStatement statement, SqlQuery query, Reasons reasons) {
    query.dataChanges().forEach(change -> data(statement, change, reasons));
  }

  private void changed(
      String verb,
      AnalyzedStatement statement,
      QualifiedName target,
      Optional<SqlExpression> where,
      Reasons reasons) {
    Rows rows = estimate.changed(statement, target, where, bodies.isLooped(statement));
    into(verb, statement, target, rows, reasons);
  }

  private void into(
      String verb, AnalyzedStatement statement, QualifiedName target, Rows rows, Reasons reasons) {
    Optional<Relation> relation = statement.before().relation(target);
    if (relation.filter(r -> r.persistence() == Persistence.TEMPORARY).isEmpty()) {
      RelationName name = statement.before().fullName(target);
      add(verb + " touches ", " of " + Names.of(name), rows, name, reasons);
    }
  }

  private void add(String before, String after, Rows rows, RelationName relation, Reasons reasons) {
    if (rows.rows() > mostRows) {
      String count =
          String.format(
              Locale.ROOT, "%s%,d rows", rows.assumed() ? "an assumed " : "up to ", rows.rows());
      reasons.add(before + count + after, relation);
    }
  }
}
