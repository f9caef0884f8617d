package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Persistence;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.schema.View;
import java.util.List;
import java.util.Optional;

/** What was there before the change, and how large it is. */
final class Existing {
  private final PlanRequest request;
  private final Catalog base;

  Existing(PlanRequest request) {
    this.request = request;
    this.base = request.analysis().base();
  }

  /** Nothing was deployed before: no relation, and none that statements take for granted. */
  boolean nothing() {
    if (!base.relations().isEmpty()) {
      return false;
    }
    // Only what came since the statement before is looked at: all of it, each time, is quadratic.
    Catalog seen = base;
    for (AnalyzedStatement statement : request.analysis().statements()) {
      if (statement.before().relationsSince(seen).stream().anyMatch(Existing::isBaseTable)) {
        return false;
      }
      if (rollsBack(statement)) {
        seen = base; // Ids are given again.
      } else if (statement.outer().isEmpty()) {
        seen = statement.before();
      }
    }
    return true;
  }

  private static boolean rollsBack(AnalyzedStatement statement) {
    return statement.statement().change() instanceof SessionChange.Transaction transaction
        && switch (transaction.kind()) {
          case ROLLBACK, ROLLBACK_TO -> true;
          case BEGIN, COMMIT, PREPARE, SAVEPOINT, RELEASE, OTHER -> false;
        };
  }

  private static boolean isBaseTable(Relation relation) {
    return relation instanceof Table && relation.origin().isBase();
  }

  /** What nothing is known of is taken to exist: PostgreSQL refuses the statement otherwise. */
  boolean has(AnalyzedStatement statement, QualifiedName name) {
    return statement.before().relation(name).map(this::isBase).orElse(true);
  }

  boolean has(AnalyzedStatement statement, RelationName name) {
    return statement.before().relation(name).map(this::isBase).orElse(true);
  }

  boolean isBase(Relation relation) {
    return relation.origin().isBase() && relation.persistence() != Persistence.TEMPORARY;
  }

  /**
   * Whether work on it hurts: it existed and is not known to be empty, or the change made it and
   * put more rows into it than a backfill may touch.
   */
  boolean isFilled(AnalyzedStatement statement, RelationName name) {
    Optional<Relation> relation = statement.before().relation(name);
    if (relation.isEmpty()) {
      return true;
    }
    if (relation.get().persistence() == Persistence.TEMPORARY) {
      return false;
    }
    long rows = size(statement, relation.get()).rows();
    return relation.get().origin().isBase()
        ? rows > 0
        : rows > request.config().plan().backfillRows();
  }

  TableStatistics size(AnalyzedStatement statement, QualifiedName name) {
    return statement.before().relation(name).map(r -> size(statement, r)).orElseGet(this::assumed);
  }

  /** In production, with all partitions; of what the change made the rows that it put there. */
  TableStatistics size(AnalyzedStatement statement, Relation relation) {
    return switch (relation) {
      case Table table -> withPartitions(statement.before(), table);
      case View view when view.materialized() -> orAssumed(view, view.statistics());
      default -> assumed();
    };
  }

  private TableStatistics withPartitions(Catalog catalog, Table table) {
    List<Table> partitions = catalog.descendants(table);
    TableStatistics own = own(table);
    if (partitions.isEmpty() || (table.partitioned() && !own.assumed() && own.rows() > 0)) {
      return own;
    }
    return partitions.stream()
        .map(this::own)
        .reduce(table.partitioned() ? new TableStatistics(0, 0, 0, false) : own, Existing::plus);
  }

  private TableStatistics own(Table table) {
    return table.origin().isBase() ? orAssumed(table, table.statistics()) : table.statistics();
  }

  /** By the name that it had at the base; a size that nobody measured is the assumed one. */
  private TableStatistics orAssumed(Relation relation, TableStatistics replayed) {
    RelationName atBase = base.relation(relation.id()).map(Relation::name).orElse(relation.name());
    TableStatistics measured = request.stats().get(atBase);
    if (measured != null) {
      return measured;
    }
    return replayed.rows() > 0 ? replayed : assumed();
  }

  private TableStatistics assumed() {
    return new TableStatistics(
        request.config().assume().rows(), 0, request.config().assume().writesPerSecond(), true);
  }

  private static TableStatistics plus(TableStatistics a, TableStatistics b) {
    return new TableStatistics(
        a.rows() + b.rows(),
        a.bytes() + b.bytes(),
        a.writesPerSecond() + b.writesPerSecond(),
        a.assumed() || b.assumed());
  }
}
