package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.TableStatistics;
import java.util.Optional;

/** A sub-command of ALTER TABLE on a relation in use, and where it stands. */
public record AlterSite(
    RuleContext context,
    AnalyzedStatement statement,
    TableChange.AlterTable alter,
    TableChange.Command command) {

  /** The full name. */
  public RelationName relation() {
    return statement.before().fullName(alter.name());
  }

  /** For messages. */
  public String name() {
    return Impact.name(relation());
  }

  /** As the statement spells it, for SQL that is to stand beside it. */
  public String sql() {
    return alter.name().sql();
  }

  /** Empty when it is no table or nothing is known of it. */
  public Optional<Table> table() {
    return statement.before().table(alter.name());
  }

  /** Empty when nothing is known of it. */
  public Optional<Column> column(String column) {
    return table().flatMap(table -> table.column(column));
  }

  /** Whether the whole statement writes the table anew. */
  public boolean rewrites() {
    return statement.prediction().rewrites().contains(relation());
  }

  /** Whether the whole statement reads the table from end to end. */
  public boolean scans() {
    return statement.prediction().scans().contains(relation());
  }

  /** Whether this is the only sub-command. */
  public boolean alone() {
    return alter.commands().size() == 1;
  }

  public TableStatistics statistics() {
    return context.statistics(statement, relation());
  }

  /** About this sub-command. */
  public Diagnosis diagnose(String message) {
    return Diagnosis.of(statement, command.range(), message);
  }
}
