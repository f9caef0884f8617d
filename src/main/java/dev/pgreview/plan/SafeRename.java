package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A new column beside the old one, kept equal by a trigger while both releases run. */
final class SafeRename {
  private final AnalyzedStatement statement;
  private final RelationName relation;
  private final QualifiedName name;
  private final String from;
  private final String to;
  private final PhasedSteps steps;

  SafeRename(AnalyzedStatement statement, ObjectChange.Rename rename, PhasedSteps steps) {
    this.statement = statement;
    this.name = rename.target().name();
    this.relation = statement.before().fullName(name);
    this.from = String.valueOf(rename.target().member());
    this.to = rename.newName();
    this.steps = steps;
  }

  void column() {
    Optional<Column> column = statement.before().table(name).flatMap(table -> table.column(from));
    if (column.isEmpty() || isComputed(column.get())) {
      steps.add(Phase.CONTRACT, statement, "", statement.statement().sql());
      steps.ask("How do the old and the new release both find " + DraftText.code(from) + "?");
      return;
    }
    Table table = statement.before().table(name).orElseThrow();
    String alter = "ALTER TABLE " + relation.sql() + " ";
    SyncTrigger sync = new SyncTrigger(relation, to);
    ReplacementColumn replacement = new ReplacementColumn(relation, column.get(), to);
    ColumnUsers users = new ColumnUsers(statement, table, from, to);
    ColumnViews views = new ColumnViews(statement.before(), table, from, to);
    steps.add(
        Phase.EXPAND,
        statement,
        "a second column; the trigger keeps both equal",
        replacement.expand(SchemaSql.type(column.get().type())) + "\n" + sync.create(bothWays()),
        sync.dropTrigger(),
        sync.dropFunction(),
        alter + "DROP COLUMN " + Identifiers.quote(to));
    users.expand(steps);
    copy();
    if (column.get().notNull()) {
      steps.add(Phase.MIGRATE, statement, "reads and writes go on", replacement.migrate());
    }
    users.migrate(steps);
    steps.add(
        Phase.CONTRACT,
        statement,
        "when no release knows the old name",
        sync.drop()
            + replacement.contract()
            + users.beforeDrop()
            + views.replaced().stream().map(view -> view + ";\n").collect(Collectors.joining())
            + (alter + "DROP COLUMN " + Identifiers.quote(from) + ";\n")
            + users.afterDrop());
    List<String> left = new ArrayList<>(users.left());
    left.addAll(views.left());
    steps.ask(
        left.isEmpty()
            ? "Which functions, triggers, policies and grants name "
                + DraftText.code(Names.column(relation, from))
                + ", and when do they get the new name?"
            : "How do "
                + DraftText.code(String.join(", ", left))
                + " move to "
                + DraftText.code(Names.column(relation, to))
                + " before the contract phase drops the old column (SQL)?");
  }

  /** PostgreSQL fills it itself; a trigger could not. */
  private static boolean isComputed(Column column) {
    return column.identity().isPresent() || column.generated().isPresent();
  }

  private void copy() {
    String old = Identifiers.quote(from);
    String fresh = Identifiers.quote(to);
    String update = "UPDATE " + relation.sql() + " SET " + fresh + " = " + old + " WHERE ";
    Optional<String> key = Batches.key(statement.before(), name).map(Identifiers::quote);
    String stale = fresh + " IS DISTINCT FROM " + old;
    steps.fill(statement, name);
    key.ifPresentOrElse(
        k ->
            steps.addOutside(
                Phase.MIGRATE,
                statement,
                "in batches",
                Batches.loop(relation.sql(), k, update + Batches.range(k) + " AND " + stale)),
        () -> steps.add(Phase.MIGRATE, statement, "to be run in batches", update + stale));
    if (key.isEmpty()) {
      steps.ask(
          "How is the copy into "
              + DraftText.code(Names.column(relation, to))
              + " run in batches?");
    }
  }

  private String bothWays() {
    String old = Identifiers.quote(from);
    String fresh = Identifiers.quote(to);
    return """
      IF TG_OP = 'INSERT' THEN
        NEW.%2$s := coalesce(NEW.%2$s, NEW.%1$s);
        NEW.%1$s := NEW.%2$s;
      ELSIF NEW.%2$s IS DISTINCT FROM OLD.%2$s THEN
        NEW.%1$s := NEW.%2$s;
      ELSE
        NEW.%2$s := NEW.%1$s;
      END IF;
    """
        .formatted(old, fresh)
        .stripTrailing();
  }
}
