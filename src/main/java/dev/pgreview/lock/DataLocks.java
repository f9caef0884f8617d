package dev.pgreview.lock;

import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.SqlQuery;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.List;
import java.util.Optional;

/** Statements that read and write rows, and functions that they call. */
final class DataLocks {
  private final LockEffects effects;
  private final LockAnalyzer.Statement statement;

  DataLocks(LockEffects effects, LockAnalyzer.Statement statement) {
    this.effects = effects;
    this.statement = statement;
  }

  void analyze(DataChange change) {
    switch (change) {
      case DataChange.Select(SqlQuery query) -> run(query);
      case DataChange.Insert insert -> insert(insert);
      case DataChange.Update update -> update(update);
      case DataChange.Delete delete -> delete(delete);
      case DataChange.Merge merge -> merge(merge);
      case DataChange.Copy copy -> copy(copy);
      case DataChange.Explain(SchemaChange inner, boolean analyze) -> {
        if (analyze) {
          statement.analyze(inner);
        } else {
          explain(inner);
        }
      }
    }
  }

  void analyze(SessionChange change) {
    switch (change) {
      case SessionChange.SessionCommand command -> command(command);
      case SessionChange.SetVariable _, SessionChange.Transaction _ -> {}
    }
  }

  private void command(SessionChange.SessionCommand command) {
    boolean planned = command.statement().equals("DECLARE");
    for (QualifiedName name : command.relations()) {
      if (planned) {
        new ReadLocks(effects).plan(name, LockMode.ACCESS_SHARE);
      } else {
        named(name, LockMode.ACCESS_SHARE);
      }
    }
    // PREPARE looks names up, as running it will (parse analysis opens the target for writing).
    command.written().ifPresent(name -> named(name, LockMode.ROW_EXCLUSIVE));
    switch (command.statement()) {
      case "EXECUTE" -> effects.unknown("What the prepared statement does is not known.");
      case "FETCH", "MOVE" -> effects.unknown("What the cursor reads is not known.");
      default -> {}
    }
  }

  private void named(QualifiedName name, LockMode mode) {
    effects.catalog().relation(name).ifPresent(relation -> effects.lock(relation, mode));
  }

  /** A query that runs, with the functions that it calls. */
  void run(SqlQuery query) {
    query.dataChanges().forEach(this::analyze);
    new ReadLocks(effects).query(query);
    // Without rows to call it for, a function does not run.
    effects.perhapsIf(!query.relations().isEmpty(), () -> calls(query.functions()));
  }

  private void calls(List<QualifiedName> functions) {
    for (QualifiedName function : functions) {
      boolean own = statement.run(function);
      if (!own && BuiltIns.volatility(function) == BuiltIns.Known.UNKNOWN) {
        effects.unknown("What the function " + function + " does is not known.");
      }
    }
  }

  private void explain(SchemaChange change) {
    switch (change) {
      case DataChange.Select(SqlQuery query) -> new ReadLocks(effects).plan(query);
      case DataChange.Insert insert -> {
        lockTarget(insert.target());
        insert.source().ifPresent(query -> new ReadLocks(effects).plan(query));
      }
      case DataChange.Update update -> {
        new ReadLocks(effects).plan(update.target(), LockMode.ROW_EXCLUSIVE);
        update.relations().forEach(n -> new ReadLocks(effects).plan(n, LockMode.ACCESS_SHARE));
      }
      case DataChange.Delete delete -> {
        new ReadLocks(effects).plan(delete.target(), LockMode.ROW_EXCLUSIVE);
        delete.relations().forEach(n -> new ReadLocks(effects).plan(n, LockMode.ACCESS_SHARE));
      }
      default -> effects.likely("The plan is not known.");
    }
  }

  private void lockTarget(QualifiedName name) {
    effects
        .catalog()
        .relation(name)
        .ifPresent(relation -> effects.lock(relation, LockMode.ROW_EXCLUSIVE));
  }

  private void insert(DataChange.Insert insert) {
    insert.source().ifPresent(this::run);
    Optional<Table> target = effects.catalog().relation(insert.target()).flatMap(this::base);
    if (target.isEmpty()) {
      return;
    }
    Table table = target.get();
    RowWrites writes = new RowWrites(effects, statement);
    writes.insertInto(table);
    if (insert.conflictTarget()) {
      // The planner looks for the index that is meant (plancat.c, infer_arbiter_indexes).
      effects.lockIndexes(table, LockMode.ROW_EXCLUSIVE);
    }
    boolean query = insert.source().filter(source -> source.valuesRows() == 0).isPresent();
    effects.perhapsIf(query || insert.onConflict(), () -> rows(insert, table, writes));
  }

  /** What the inserted rows cause. */
  private void rows(DataChange.Insert insert, Table table, RowWrites writes) {
    String values = insert.source().map(SqlQuery::sql).orElse("");
    boolean all = insert.columns().isEmpty() && insert.source().isPresent();
    writes.inserted(table, all ? List.of() : insert.columns(), all, values);
    writes.triggers(table, "insert");
    effects.catalog().descendants(table).forEach(partition -> writes.triggers(partition, "insert"));
  }

  /** The table behind a target: of a view the one that it reads. */
  private Optional<Table> base(Relation target) {
    effects.lock(target, LockMode.ROW_EXCLUSIVE);
    if (target instanceof Table table) {
      if (!table.rules().isEmpty()) {
        effects.unknown("Rules on " + table.name() + " may change what happens.");
      }
      return Optional.of(table);
    }
    if (target instanceof View view && view.reads().size() == 1) {
      Optional<Relation> read = effects.catalog().relation(view.reads().getFirst());
      return read.flatMap(this::base);
    }
    effects.likely("What is written through " + target.name() + " is not known.");
    return Optional.empty();
  }

  private void update(DataChange.Update update) {
    Optional<Table> target = effects.catalog().relation(update.target()).flatMap(this::base);
    if (target.isEmpty()) {
      return;
    }
    Table table = target.get();
    new ReadLocks(effects).plan(table, LockMode.ROW_EXCLUSIVE, update.only());
    scan(table, update.where(), update.relations(), update.only());
    update.dataChanges().forEach(this::analyze);
    others(update.relations());
    effects.perhaps(() -> rows(update, table));
  }

  /** What the updated rows cause. */
  private void rows(DataChange.Update update, Table table) {
    calls(update.functions());
    update.assignments().forEach(assignment -> sequences(assignment.value()));
    update.where().ifPresent(this::sequences);
    RowWrites writes = new RowWrites(effects, statement);
    RowWrites.partitionAncestors(table, effects);
    boolean all = update.where().isEmpty();
    writes.updated(table, update.assignments(), all);
    if (!update.only()) {
      for (Table child : effects.catalog().descendants(table)) {
        writes.updated(child, update.assignments(), all);
      }
    }
    writes.triggers(table, "update");
  }

  private void delete(DataChange.Delete delete) {
    Optional<Table> target = effects.catalog().relation(delete.target()).flatMap(this::base);
    if (target.isEmpty()) {
      return;
    }
    Table table = target.get();
    new ReadLocks(effects).plan(table, LockMode.ROW_EXCLUSIVE, delete.only());
    scan(table, delete.where(), delete.relations(), delete.only());
    delete.dataChanges().forEach(this::analyze);
    others(delete.relations());
    effects.perhaps(
        () -> {
          calls(delete.functions());
          delete.where().ifPresent(this::sequences);
          RowWrites writes = new RowWrites(effects, statement);
          writes.deleted(table, delete.where().isEmpty());
          writes.triggers(table, "delete");
        });
  }

  private void sequences(SqlExpression expression) {
    new ReadLocks(effects).sequences(expression.sql());
  }

  private void scan(
      Table table, Optional<SqlExpression> where, List<QualifiedName> relations, boolean only) {
    ReadLocks.partitions(table, where, effects);
    if (relations.isEmpty() && ReadLocks.lookup(table, where, effects)) {
      ReadLocks.lookUpAll(table, effects);
      return;
    }
    boolean planned = where.isPresent() || !relations.isEmpty();
    if (planned) {
      effects.likely("Whether the planner uses an index depends on the data.");
    }
    effects.perhapsIf(planned, () -> ReadLocks.scanAll(table, only, effects));
  }

  private void others(List<QualifiedName> relations) {
    ReadLocks reads = new ReadLocks(effects);
    for (QualifiedName name : relations) {
      Optional<Relation> relation = effects.catalog().relation(name);
      if (relation.isPresent()) {
        reads.plan(relation.get(), LockMode.ACCESS_SHARE, false);
        if (!(relation.get() instanceof View view) || view.materialized()) {
          effects.perhaps(() -> ReadLocks.scanAll(relation.get(), false, effects));
        }
      }
    }
  }

  private void merge(DataChange.Merge merge) {
    Optional<Table> target = effects.catalog().relation(merge.target()).flatMap(this::base);
    if (target.isPresent()) {
      Table table = target.get();
      new ReadLocks(effects).plan(table, LockMode.ROW_EXCLUSIVE, false);
      scan(table, Optional.empty(), merge.relations(), false);
      merge.dataChanges().forEach(this::analyze);
      others(merge.relations());
      effects.perhaps(
          () -> {
            calls(merge.functions());
            RowWrites writes = new RowWrites(effects, statement);
            for (String event : List.of("insert", "update", "delete")) {
              writes.triggers(table, event);
            }
            writes.merged(table);
          });
      effects.likely("Which rows MERGE inserts, updates and deletes is not known.");
    }
  }

  private void copy(DataChange.Copy copy) {
    copy.query().ifPresent(this::run);
    Optional<Table> table = copy.relation().flatMap(name -> effects.catalog().table(name));
    if (table.isEmpty()) {
      return;
    }
    if (copy.fromInput()) {
      RowWrites writes = new RowWrites(effects, statement);
      writes.insertInto(table.get());
      effects.perhaps(
          () -> {
            writes.inserted(table.get(), List.of(), true, "");
            writes.triggers(table.get(), "insert");
          });
      effects.likely("Which columns the rows have is not known.");
    } else {
      effects.lock(table.get(), LockMode.ACCESS_SHARE);
      effects.scan(table.get());
    }
  }
}
