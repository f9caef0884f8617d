package dev.pgreview.lock;

import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.SqlQuery;
import dev.pgreview.schema.TableChange;

/** Statements that keep a query: CREATE TABLE AS, views, SQL functions. */
final class QueryLocks {
  private final LockEffects effects;
  private final LockAnalyzer.Statement statement;

  QueryLocks(LockEffects effects, LockAnalyzer.Statement statement) {
    this.effects = effects;
    this.statement = statement;
  }

  void createAs(TableChange.CreateTableAs create) {
    boolean exists = effects.catalog().relation(create.name()).isPresent();
    if (!create.withData() || (exists && create.ifNotExists())) {
      name(create.query());
      return;
    }
    new DataLocks(effects, statement).run(create.query());
  }

  void createView(TableChange.CreateView create) {
    name(create.query());
    if (create.replace()) {
      effects
          .catalog()
          .view(create.name())
          .ifPresent(view -> effects.lock(view, LockMode.ACCESS_EXCLUSIVE));
    }
  }

  /** Names are looked up, nothing is planned. */
  void name(SqlQuery query) {
    LockMode mode = query.rowLocking() ? LockMode.ROW_SHARE : LockMode.ACCESS_SHARE;
    query.relations().forEach(name -> name(name, mode));
    query.dataChanges().forEach(this::name);
  }

  private void name(QualifiedName name, LockMode mode) {
    effects.catalog().relation(name).ifPresent(relation -> effects.lock(relation, mode));
  }

  /** The body of an SQL function is parsed and its names looked up (pg_proc.c). */
  void createFunction(RoutineChange.CreateFunction create) {
    if (!create.language().equals("sql")) {
      return;
    }
    for (RoutineChange.BodyStatement inner : create.body().statements()) {
      if (inner.change() instanceof DataChange data) {
        name(data);
      }
    }
  }

  private void name(DataChange change) {
    switch (change) {
      case DataChange.Select select -> name(select.query());
      case DataChange.Insert insert -> {
        name(insert.target(), LockMode.ROW_EXCLUSIVE);
        insert.source().ifPresent(this::name);
      }
      case DataChange.Update update -> {
        name(update.target(), LockMode.ROW_EXCLUSIVE);
        update.relations().forEach(name -> name(name, LockMode.ACCESS_SHARE));
      }
      case DataChange.Delete delete -> {
        name(delete.target(), LockMode.ROW_EXCLUSIVE);
        delete.relations().forEach(name -> name(name, LockMode.ACCESS_SHARE));
      }
      case DataChange.Merge merge -> {
        name(merge.target(), LockMode.ROW_EXCLUSIVE);
        merge.relations().forEach(name -> name(name, LockMode.ACCESS_SHARE));
      }
      case DataChange.Copy _, DataChange.Explain _ -> {}
    }
  }
}
