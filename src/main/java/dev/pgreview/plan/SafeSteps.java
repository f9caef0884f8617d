package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.MaintenanceChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spreads the statements of a change over the phases, in a form that blocks nobody for long. */
final class SafeSteps {
  private static final Pattern INDEX =
      Pattern.compile("(?is)^(create\\s+(?:unique\\s+)?index\\s+)(?!concurrently\\b)(.*)$");
  private static final Pattern DROP_INDEX =
      Pattern.compile("(?is)^(drop\\s+index\\s+)(?!concurrently\\b)(.*)$");
  private static final String BLOCKS_NOBODY = "blocks neither reads nor writes";

  private final PlanRequest request;
  private final Existing existing;
  private final PhasedSteps steps = new PhasedSteps();

  private SafeSteps(PlanRequest request) {
    this.request = request;
    this.existing = new Existing(request);
  }

  static PhasedSteps of(PlanRequest request) {
    SafeSteps safe = new SafeSteps(request);
    request.analysis().statements().stream()
        .filter(statement -> statement.outer().isEmpty())
        .forEach(safe::add);
    return safe.steps;
  }

  private void add(AnalyzedStatement statement) {
    SchemaChange change = statement.statement().change();
    switch (change) {
      case TableChange.AlterTable alter when isExistingTable(statement, alter.name()) ->
          new SafeAlter(request, statement, alter, steps).add();
      case TableChange.Truncate _, TableChange.LockTable _ -> asIs(Phase.CONTRACT, statement);
      case TableChange _ -> asIs(Phase.EXPAND, statement);
      case IndexChange.CreateIndex create when existing.has(statement, create.table()) ->
          concurrently(Phase.EXPAND, statement, INDEX);
      case IndexChange.CreateIndex _ -> asIs(Phase.EXPAND, statement);
      case IndexChange.Reindex _, MaintenanceChange _ -> asIs(Phase.MIGRATE, statement);
      case ObjectChange.Drop drop when drop.kind() == ObjectKind.INDEX ->
          concurrently(Phase.CONTRACT, statement, DROP_INDEX);
      case ObjectChange.Drop _ -> asIs(Phase.CONTRACT, statement);
      case ObjectChange.Rename rename -> rename(statement, rename);
      case ObjectChange.SetSchema _, ObjectChange.RenameEnumValue _ ->
          asIs(Phase.CONTRACT, statement);
      case ObjectChange _ -> asIs(Phase.EXPAND, statement);
      case RoutineChange.CreateFunction _, RoutineChange.AlterFunction _ ->
          asIs(Phase.EXPAND, statement);
      case RoutineChange _ -> asIs(Phase.MIGRATE, statement);
      case DataChange data -> data(statement, data);
      case SessionChange _ -> {}
      case SchemaChange.Unmodelled _, SchemaChange.Unreadable _ -> asIs(Phase.EXPAND, statement);
    }
  }

  private void asIs(Phase phase, AnalyzedStatement statement) {
    PhasedSteps.Run run =
        statement.prediction().inTransaction() == TransactionRule.FORBIDDEN
            ? PhasedSteps.Run.OUTSIDE
            : PhasedSteps.Run.IN_TRANSACTION;
    steps.addAsWritten(phase, statement, run, undo(phase, statement));
  }

  private List<String> undo(Phase phase, AnalyzedStatement statement) {
    return phase == Phase.CONTRACT
        ? List.of()
        : new Rollback(request.analysis().after()).of(statement).sql();
  }

  private boolean isExistingTable(AnalyzedStatement statement, QualifiedName name) {
    return existing.has(statement, name)
        && statement.before().relation(name).map(Table.class::isInstance).orElse(true);
  }

  private void concurrently(Phase phase, AnalyzedStatement statement, Pattern form) {
    Matcher plain = form.matcher(statement.statement().sql());
    if (plain.matches()) {
      steps.addOutside(
          phase,
          statement,
          BLOCKS_NOBODY,
          plain.group(1) + "CONCURRENTLY " + plain.group(2),
          undo(phase, statement).toArray(String[]::new));
    } else {
      asIs(phase, statement);
    }
  }

  private void data(AnalyzedStatement statement, DataChange change) {
    switch (change) {
      case DataChange.Update update ->
          batches(statement, update.target(), update.where(), !update.relations().isEmpty());
      case DataChange.Delete delete ->
          batches(statement, delete.target(), delete.where(), !delete.relations().isEmpty());
      case DataChange.Insert _,
          DataChange.Merge _,
          DataChange.Copy _,
          DataChange.Select _,
          DataChange.Explain _ ->
          asIs(Phase.MIGRATE, statement);
    }
  }

  private void batches(
      AnalyzedStatement statement,
      QualifiedName target,
      Optional<SqlExpression> where,
      boolean others) {
    boolean large =
        new RowEstimate(existing).changed(statement, target, where, false).rows()
            > request.config().plan().backfillRows();
    Optional<String> loop = large ? Batches.of(statement, target, where, others) : Optional.empty();
    if (large) {
      steps.fill(statement, target);
    }
    if (loop.isPresent()) {
      steps.addOutside(Phase.MIGRATE, statement, "in batches", loop.get());
      return;
    }
    asIs(Phase.MIGRATE, statement);
    if (large) {
      steps.ask(
          "How is "
              + DraftText.code(statement.statement().sql())
              + " run in batches, each in a transaction of its own?");
    }
  }

  private void rename(AnalyzedStatement statement, ObjectChange.Rename rename) {
    Optional<Relation> relation = statement.before().relation(rename.target().name());
    boolean table = relation.filter(Table.class::isInstance).isPresent();
    if (table && rename.kind() == ObjectKind.COLUMN && existing.isBase(relation.orElseThrow())) {
      new SafeRename(statement, rename, steps).column();
    } else if (table
        && rename.kind() == ObjectKind.TABLE
        && existing.isBase(relation.orElseThrow())) {
      String old = statement.before().fullName(rename.target().name()).sql();
      String renamed =
          new QualifiedName(relation.orElseThrow().name().schema(), rename.newName()).sql();
      steps.add(
          Phase.EXPAND,
          statement,
          "the view serves the old release",
          statement.statement().sql() + ";\nCREATE VIEW " + old + " AS SELECT * FROM " + renamed,
          "DROP VIEW " + old,
          "ALTER TABLE "
              + renamed
              + " RENAME TO "
              + Identifiers.quote(relation.orElseThrow().name().name()));
      steps.add(Phase.CONTRACT, statement, "", "DROP VIEW " + old);
    } else {
      boolean harmless =
          switch (rename.kind()) {
            case INDEX, CONSTRAINT, DOMAIN_CONSTRAINT, TRIGGER, POLICY, RULE -> true;
            default -> false;
          };
      asIs(harmless ? Phase.EXPAND : Phase.CONTRACT, statement);
      if (!harmless) {
        steps.ask(
            "How do the releases before and after "
                + DraftText.code(statement.statement().sql())
                + " both find "
                + DraftText.code(Identifiers.quote(rename.newName()))
                + " under the name that they know?");
      }
    }
  }
}
