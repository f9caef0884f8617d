package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SqlExpression;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Trigger f: a lock that stops reads or writes of what existed is held for too long: for the rest
 * of its transaction, so that the time of later statements counts too.
 */
final class LockTimeTrigger implements TriggerRule {
  private final PlanRequest request;
  private final Existing existing;
  private final Bodies bodies;
  private final RowEstimate rows;
  private final double mostSeconds;

  /** By statement index: seconds from its start to the end of its transaction. */
  private final Map<Integer, Double> remaining = new HashMap<>();

  /** By statement index: the mode already held on each relation that the statement locks. */
  private final Map<Integer, Map<RelationName, LockMode>> held = new HashMap<>();

  LockTimeTrigger(PlanRequest request, Existing existing, Bodies bodies) {
    this.request = request;
    this.existing = existing;
    this.bodies = bodies;
    this.rows = new RowEstimate(existing);
    this.mostSeconds = request.config().plan().lockSeconds();
    readTransactions(request.analysis());
  }

  private void readTransactions(ChangeAnalysis analysis) {
    List<AnalyzedStatement> all = analysis.statements();
    Map<Integer, Double> after = new HashMap<>();
    for (AnalyzedStatement statement : all.reversed()) {
      double sum = after.merge(statement.transaction(), seconds(statement), Double::sum);
      remaining.put(statement.index(), sum);
    }
    Map<Integer, Map<RelationName, LockMode>> modes = new HashMap<>();
    for (AnalyzedStatement statement : all) {
      Map<RelationName, LockMode> now =
          modes.computeIfAbsent(statement.transaction(), t -> new HashMap<>());
      Map<RelationName, LockMode> before = new HashMap<>();
      for (RelationLock lock : LockFacts.locks(request, statement)) {
        LockMode mode = now.put(lock.relation(), lock.mode());
        if (mode != null) {
          before.put(lock.relation(), mode);
          now.merge(lock.relation(), mode, LockMode::stronger);
        }
      }
      if (!before.isEmpty()) {
        held.put(statement.index(), before);
      }
    }
  }

  /** Without what its inner statements take, which stand for themselves. */
  private double seconds(AnalyzedStatement statement) {
    double inner = bodies.inner(statement).stream().mapToDouble(this::own).sum();
    return Math.max(0, own(statement) - inner);
  }

  /** The estimate is for all rows; a condition on a key leaves fewer. */
  private double own(AnalyzedStatement statement) {
    double seconds = statement.estimate().map(DurationEstimate::seconds).orElse(0.0);
    return switch (statement.statement().change()) {
      case DataChange.Update update -> seconds * share(statement, update.target(), update.where());
      case DataChange.Delete delete -> seconds * share(statement, delete.target(), delete.where());
      default -> seconds;
    };
  }

  private double share(
      AnalyzedStatement statement, QualifiedName target, Optional<SqlExpression> where) {
    long all = existing.size(statement, target).rows();
    long changed = rows.changed(statement, target, where, bodies.isLooped(statement)).rows();
    return all == 0 ? 1 : Math.min(1, (double) changed / all);
  }

  @Override
  public Optional<FiredTrigger> check(AnalyzedStatement statement) {
    Reasons reasons = new Reasons();
    double own = seconds(statement);
    double total = remaining.getOrDefault(statement.index(), 0.0);
    if (total > mostSeconds) {
      for (RelationLock lock : LockFacts.locks(request, statement)) {
        if (counts(statement, lock, own)) {
          reasons.add(reason(lock, own, total), lock.relation());
        }
      }
    }
    return reasons.fired(FiredTrigger.Letter.F, statement);
  }

  private boolean counts(AnalyzedStatement statement, RelationLock lock, double own) {
    LockMode before = held.getOrDefault(statement.index(), Map.of()).get(lock.relation());
    boolean already = before != null && before.compareTo(lock.mode()) >= 0 && own <= mostSeconds;
    boolean index =
        statement.before().relation(lock.relation()).filter(Index.class::isInstance).isPresent();
    boolean innerHasIt =
        bodies.inner(statement).stream()
            .anyMatch(inner -> inner.prediction().modeOn(lock.relation()).isPresent());
    return lock.mode().blocksWrites()
        && !already
        && !index
        && !innerHasIt
        && existing.isFilled(statement, lock.relation());
  }

  private static String reason(RelationLock lock, double own, double total) {
    String blocked = lock.mode().blocksReads() ? "reads and writes" : "writes";
    String later =
        total > own + 0.05 ? ", because later statements of the transaction take their time" : "";
    return lock.mode().sql()
        + " on "
        + Names.of(lock.relation())
        + " stops "
        + blocked
        + " for about "
        + time(total)
        + later;
  }

  /**
   * Seconds from a statement's start to its commit, by the estimates; 0 when nothing takes time.
   */
  double toEndOfTransaction(AnalyzedStatement statement) {
    return remaining.getOrDefault(statement.index(), 0.0);
  }

  static String time(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    return seconds < 7200
        ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
        : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
  }
}
