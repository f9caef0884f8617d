package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.LockAnalyzer;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.Observation;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
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

  /** What this sub-command does by itself. */
  public LockPrediction prediction() {
    return alone() ? statement.prediction() : predict(command.action());
  }

  private LockPrediction predict(AlterTableAction action) {
    TableChange.AlterTable single =
        new TableChange.AlterTable(
            alter.name(),
            alter.kind(),
            alter.ifExists(),
            alter.only(),
            List.of(new TableChange.Command(action, command.range())));
    return LockAnalyzer.analyze(
        single, statement.before(), statement.settings(), statement.transaction());
  }

  /**
   * Whether this sub-command by itself writes the table anew; when it is the only one and has been
   * observed, the observation counts.
   */
  public boolean rewrites() {
    return observed()
        .map(observation -> observation.rewrites().contains(relation()))
        .orElseGet(() -> prediction().rewrites().contains(relation()));
  }

  /** Whether another action in its place would write the table anew. */
  public boolean rewrites(AlterTableAction instead) {
    return predict(instead).rewrites().contains(relation());
  }

  /**
   * Whether this sub-command by itself reads the table from end to end. A scan that needs rows, of
   * which a dry run has few, counts though it was not observed.
   */
  public boolean scans() {
    boolean predicted = prediction().scans().contains(relation());
    boolean needsRows = prediction().conditional().scans().contains(relation());
    return observed()
        .map(observation -> observation.scans().contains(relation()) || (predicted && needsRows))
        .orElse(predicted);
  }

  /** Whether all that the prediction depends on is known. */
  public boolean certain() {
    return observed().isPresent() || prediction().confidence() == Confidence.CERTAIN;
  }

  private Optional<Observation> observed() {
    return alone()
        ? context.observation(statement).filter(observation -> observation.error().isEmpty())
        : Optional.empty();
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
