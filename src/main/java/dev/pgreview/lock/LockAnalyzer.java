package dev.pgreview.lock;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.CatalogReplay;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.MaintenanceChange;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.TableChange;
import java.util.List;
import java.util.Locale;

/**
 * Predicts what a statement locks, rewrites and scans.
 *
 * <p>The rules were measured on PostgreSQL 14 to 18; the corpus test holds every one of them
 * against real servers.
 */
public final class LockAnalyzer {
  private static final int DEEPEST_CALL = 8;

  private LockAnalyzer() {}

  /**
   * Predicts the effect of a statement.
   *
   * @param before the catalog that it finds
   * @param settings in effect
   * @param transaction number of its transaction: what that made before is not listed
   */
  public static LockPrediction analyze(
      SchemaChange change, Catalog before, SessionSettings settings, int transaction) {
    LockEffects effects = new LockEffects(before, settings, transaction);
    new Statement(effects, 0).analyze(change);
    return effects.prediction();
  }

  /** A statement, or one inside a body at some depth. */
  static final class Statement {
    private final LockEffects effects;
    private final int depth;

    Statement(LockEffects effects, int depth) {
      this.effects = effects;
      this.depth = depth;
    }

    void analyze(SchemaChange change) {
      switch (change) {
        case TableChange table -> analyze(table);
        case IndexChange index -> new IndexLocks(effects).analyze(index);
        case ObjectChange object -> new ObjectLocks(effects).analyze(object);
        case RoutineChange routine -> analyze(routine);
        case MaintenanceChange maintenance -> new MaintenanceLocks(effects).analyze(maintenance);
        case DataChange data -> new DataLocks(effects, this).analyze(data);
        case SessionChange session -> new DataLocks(effects, this).analyze(session);
        case SchemaChange.Unmodelled(String node) ->
            effects.unknown("The statement is not modelled (" + node + ").");
        case SchemaChange.Unreadable(String why) ->
            effects.unknown(why.substring(0, 1).toUpperCase(Locale.ROOT) + why.substring(1) + ".");
      }
    }

    private void analyze(TableChange change) {
      switch (change) {
        case TableChange.CreateTable create -> new CreateTableLocks(effects).analyze(create);
        case TableChange.CreateTableAs create -> new QueryLocks(effects, this).createAs(create);
        case TableChange.CreateView create -> new QueryLocks(effects, this).createView(create);
        case TableChange.AlterTable alter -> new AlterTableLocks(effects).analyze(alter);
        case TableChange.CreateSequence create -> new SequenceLocks(effects).create(create);
        case TableChange.AlterSequence alter -> new SequenceLocks(effects).alter(alter);
        case TableChange.Truncate truncate -> new TruncateLocks(effects).analyze(truncate);
        case TableChange.LockTable lock -> new TruncateLocks(effects).lock(lock);
      }
    }

    private void analyze(RoutineChange change) {
      switch (change) {
        case RoutineChange.CreateFunction create ->
            new QueryLocks(effects, this).createFunction(create);
        case RoutineChange.AlterFunction _ -> {}
        case RoutineChange.Call call -> {
          if (!run(call.procedure())) {
            effects.unknown("The body of " + call.procedure() + " is not known.");
          }
        }
        case RoutineChange.DoBlock block -> run(block.body());
      }
    }

    /** Runs a user's routine; false when there is none of that name or it is ambiguous. */
    boolean run(QualifiedName routine) {
      List<Routine> overloads = effects.catalog().routines(routine);
      if (overloads.isEmpty()) {
        return false;
      }
      if (overloads.size() > 1) {
        effects.unknown(routine + " has several overloads.");
        return true;
      }
      run(overloads.getFirst().body());
      return true;
    }

    /** Runs the statements of a body, each on the catalog that those before it leave. */
    void run(RoutineChange.RoutineBody body) {
      if (body.opaque()) {
        effects.unknown("The body cannot be read.");
      } else if (body.dynamicSql()) {
        effects.unknown("The body runs SQL that is not written out.");
      }
      if (depth >= DEEPEST_CALL) {
        return;
      }
      Statement inner = new Statement(effects, depth + 1);
      Origin origin = new Origin.Change(effects.transaction(), 0);
      for (RoutineChange.BodyStatement statement : body.statements()) {
        if (depth > 0 && !effects.mayRunAnother()) {
          effects.unknown("More statements run than are looked at.");
          return;
        }
        if (statement.conditional()) {
          effects.likely("Some of the body runs only under a condition.");
        }
        effects.catalog(CatalogReplay.assume(effects.catalog(), statement.change()));
        effects.perhapsIf(statement.conditional(), () -> inner.analyze(statement.change()));
        effects.catalog(CatalogReplay.apply(effects.catalog(), statement.change(), origin));
      }
    }
  }
}
