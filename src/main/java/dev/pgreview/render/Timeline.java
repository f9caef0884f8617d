package dev.pgreview.render;

import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.LockMode;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which relation is locked how, from which statement to the end of which transaction.
 *
 * @param steps the statements that the tool sends, in order; what runs inside a DO block belongs to
 *     the block's step
 * @param transactions in order
 * @param lanes one for each relation that is locked so that DDL or more must wait
 */
record Timeline(List<Step> steps, List<Span> transactions, List<Lane> lanes) {
  /**
   * A statement.
   *
   * @param seconds the estimate for production, else what the dry run took, else 0
   * @param estimated whether it is the estimate
   */
  record Step(StatementReport statement, double seconds, boolean estimated) {}

  /** The steps {@code from} to {@code to}, exclusive, of one transaction. */
  record Span(int number, int from, int to, double seconds) {}

  /** A relation's locks; bars do not overlap. */
  record Lane(RelationName relation, List<Bar> bars) {
    LockMode strongest() {
      return bars.stream().map(Bar::mode).reduce(LockMode::stronger).orElseThrow();
    }
  }

  /** A lock held from the start of step {@code from} to the end of step {@code to - 1}. */
  record Bar(int from, int to, LockMode mode, double seconds) {}

  static Timeline of(ReportView view) {
    List<Step> steps = new ArrayList<>();
    Map<Integer, Integer> stepOf = new LinkedHashMap<>();
    for (StatementReport statement : view.report().statements()) {
      if (statement.outer().isEmpty()) {
        stepOf.put(statement.index(), steps.size());
        steps.add(step(statement));
      }
    }
    List<Span> transactions = transactions(steps);
    Map<RelationName, TreeMap<Integer, LockMode>> taken = new LinkedHashMap<>();
    for (ReportView.StatementView statement : view.statements()) {
      Optional<Integer> at = stepOf(view, statement.statement(), stepOf);
      for (LockRow row : statement.locks()) {
        row.mode()
            .value()
            .filter(mode -> mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0)
            .ifPresent(
                mode ->
                    at.ifPresent(
                        step ->
                            taken
                                .computeIfAbsent(row.relation(), _ -> new TreeMap<>())
                                .merge(step, mode, LockMode::stronger)));
      }
    }
    List<Lane> lanes = new ArrayList<>();
    taken.forEach((relation, modes) -> lanes.add(lane(relation, modes, steps, transactions)));
    return new Timeline(steps, transactions, lanes);
  }

  boolean isEmpty() {
    return lanes.isEmpty();
  }

  private static Step step(StatementReport statement) {
    return statement
        .estimate()
        .map(estimate -> new Step(statement, estimate.seconds(), true))
        .orElseGet(
            () ->
                new Step(
                    statement,
                    statement.observed().map(seen -> seen.duration().toNanos() / 1e9).orElse(0.0),
                    false));
  }

  private static Optional<Integer> stepOf(
      ReportView view, StatementReport statement, Map<Integer, Integer> stepOf) {
    StatementReport at = statement;
    while (at.outer().isPresent() && at.outer().getAsInt() < at.index()) {
      at = view.report().statements().get(at.outer().getAsInt());
    }
    return Optional.ofNullable(stepOf.get(at.index()));
  }

  private static List<Span> transactions(List<Step> steps) {
    List<Span> spans = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= steps.size(); i++) {
      int number = steps.get(from).statement().transaction();
      if (i == steps.size() || steps.get(i).statement().transaction() != number) {
        spans.add(new Span(number, from, i, seconds(steps, from, i)));
        from = i;
      }
    }
    return spans;
  }

  /** A stronger lock ends the weaker bar; a weaker one while a stronger is held changes nothing. */
  private static Lane lane(
      RelationName relation,
      TreeMap<Integer, LockMode> taken,
      List<Step> steps,
      List<Span> transactions) {
    List<Bar> bars = new ArrayList<>();
    for (Span transaction : transactions) {
      int from = -1;
      Optional<LockMode> held = Optional.empty();
      for (Map.Entry<Integer, LockMode> lock :
          taken.subMap(transaction.from(), transaction.to()).entrySet()) {
        if (held.isPresent() && held.get().compareTo(lock.getValue()) >= 0) {
          continue;
        }
        if (held.isPresent()) {
          bars.add(bar(steps, from, lock.getKey(), held.get()));
        }
        from = lock.getKey();
        held = Optional.of(lock.getValue());
      }
      if (held.isPresent()) {
        bars.add(bar(steps, from, transaction.to(), held.get()));
      }
    }
    return new Lane(relation, bars);
  }

  private static Bar bar(List<Step> steps, int from, int to, LockMode mode) {
    return new Bar(from, to, mode, seconds(steps, from, to));
  }

  private static double seconds(List<Step> steps, int from, int to) {
    return steps.subList(from, to).stream().mapToDouble(Step::seconds).sum();
  }

  /** The estimate of a step, if it is one. */
  static Optional<DurationEstimate> estimate(Step step) {
    return step.statement().estimate();
  }
}
