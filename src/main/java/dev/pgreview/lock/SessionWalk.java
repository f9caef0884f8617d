package dev.pgreview.lock;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.CatalogReplay;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.TableStatistics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * A catalog and a session from statement to statement: transactions that roll back take back what
 * they did. Mutable, for one thread.
 */
final class SessionWalk {
  private final SessionTracker session = new SessionTracker();
  private final Deque<Catalog> savepoints = new ArrayDeque<>();
  private Catalog catalog;
  private Catalog atBegin;
  private boolean inBlock;

  SessionWalk(Catalog catalog) {
    this.catalog = catalog;
    this.atBegin = catalog;
  }

  Catalog catalog() {
    return catalog;
  }

  SessionTracker session() {
    return session;
  }

  boolean inBlock() {
    return inBlock;
  }

  void begin() {
    inBlock = true;
    atBegin = catalog;
    session.begin();
    savepoints.clear();
  }

  void commit() {
    inBlock = false;
    session.commit();
    resolveNames();
  }

  private void rollback() {
    if (inBlock) {
      catalog = atBegin;
    }
    inBlock = false;
    session.rollback();
    resolveNames();
  }

  /** A file that leaves a transaction open is taken as committed: its tool would have said so. */
  void endOfFile() {
    if (inBlock) {
      commit();
    }
  }

  /**
   * What a statement takes for granted is assumed to be there.
   *
   * @param statistics sizes in production
   */
  Catalog assume(SchemaChange change, Function<RelationName, TableStatistics> statistics) {
    Catalog known = catalog;
    catalog = CatalogReplay.assume(known, change);
    size(known, statistics);
    return catalog;
  }

  /** Gives those tables a size that were assumed since an earlier catalog. */
  void size(Catalog earlier, Function<RelationName, TableStatistics> statistics) {
    catalog = CatalogReplay.withAssumedSizes(catalog, earlier, statistics);
  }

  void apply(SchemaChange change, Origin origin) {
    switch (change) {
      case SessionChange.Transaction transaction -> apply(transaction.kind());
      case SessionChange.SetVariable variable -> {
        session.set(variable, inBlock);
        if (variable.name().equals("search_path") || variable.name().equals("all")) {
          resolveNames();
        }
      }
      default -> catalog = CatalogReplay.apply(catalog, change, origin);
    }
  }

  private void resolveNames() {
    catalog = CatalogReplay.withSearchPath(catalog, session.searchPath());
  }

  private void apply(SessionChange.TransactionKind kind) {
    switch (kind) {
      case BEGIN -> {
        if (!inBlock) {
          begin();
        }
      }
      case COMMIT, PREPARE -> {
        if (inBlock) {
          commit();
        }
      }
      case ROLLBACK -> rollback();
      case SAVEPOINT -> {
        savepoints.push(catalog);
        session.savepoint();
      }
      case ROLLBACK_TO -> {
        if (!savepoints.isEmpty()) {
          catalog = savepoints.getFirst();
        }
        session.rollbackToSavepoint();
        resolveNames();
      }
      case RELEASE, OTHER -> {}
    }
  }
}
