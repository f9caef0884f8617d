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
  private final Deque<Savepoint> savepoints = new ArrayDeque<>();
  private Catalog catalog;
  private Catalog atBegin;
  private boolean inBlock;

  private record Savepoint(String name, Catalog catalog, SessionTracker.State session) {}

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
    catalog = CatalogReplay.committed(catalog);
    session.commit();
    resolveNames();
  }

  /** Outside a transaction block it is only a warning. */
  private void rollback() {
    if (inBlock) {
      catalog = atBegin;
      inBlock = false;
      session.rollback();
      resolveNames();
    }
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
      case SessionChange.Transaction transaction -> apply(transaction);
      case SessionChange.SetVariable variable -> {
        session.set(variable, inBlock);
        if (variable.name().equals("search_path") || variable.name().equals("all")) {
          resolveNames();
        }
      }
      case SessionChange.SessionCommand command -> {
        if (command.statement().equals("DISCARD TEMP")) {
          catalog = CatalogReplay.withoutTemporary(catalog);
        }
      }
      default -> {
        Catalog after = CatalogReplay.apply(catalog, change, origin);
        catalog = inBlock ? after : CatalogReplay.committed(after);
      }
    }
  }

  private void resolveNames() {
    catalog = CatalogReplay.withSearchPath(catalog, session.searchPath());
  }

  private void apply(SessionChange.Transaction transaction) {
    boolean chain = inBlock && transaction.chain();
    switch (transaction.kind()) {
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
      case SAVEPOINT ->
          savepoints.push(
              new Savepoint(transaction.savepoint().orElse(""), catalog, session.state()));
      case ROLLBACK_TO -> {
        unwindTo(transaction.savepoint().orElse(""));
        if (!savepoints.isEmpty()) {
          catalog = savepoints.getFirst().catalog();
          session.restore(savepoints.getFirst().session());
        }
        resolveNames();
      }
      case RELEASE -> {
        unwindTo(transaction.savepoint().orElse(""));
        savepoints.poll();
      }
      case OTHER -> {}
    }
    if (chain) {
      begin();
    }
  }

  /** Forgets the savepoints behind the last one of a name. */
  private void unwindTo(String name) {
    if (savepoints.stream().anyMatch(savepoint -> savepoint.name().equals(name))) {
      while (!savepoints.getFirst().name().equals(name)) {
        savepoints.pop();
      }
    }
  }
}
