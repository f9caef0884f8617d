package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.SchemaChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which statements run inside which. */
final class Bodies {
  private final ChangeAnalysis analysis;
  private final Map<Integer, List<AnalyzedStatement>> inner = new HashMap<>();

  Bodies(ChangeAnalysis analysis) {
    this.analysis = analysis;
    for (AnalyzedStatement statement : analysis.statements()) {
      statement
          .outer()
          .ifPresent(
              outer ->
                  inner.computeIfAbsent(outer, o -> new java.util.ArrayList<>()).add(statement));
    }
  }

  /** Statements that a DO block or a called routine runs. */
  List<AnalyzedStatement> inner(AnalyzedStatement outer) {
    return inner.getOrDefault(outer.index(), List.of());
  }

  boolean hasInner(AnalyzedStatement statement) {
    return inner.containsKey(statement.index());
  }

  /** Whether it stands in a loop and so may run often. */
  boolean isLooped(AnalyzedStatement statement) {
    if (statement.outer().isEmpty()) {
      return false;
    }
    AnalyzedStatement outer = analysis.statements().get(statement.outer().getAsInt());
    SchemaChange change = statement.statement().change();
    return bodies(outer)
            .flatMap(body -> body.statements().stream())
            .anyMatch(one -> one.looped() && one.change().equals(change))
        || isLooped(outer);
  }

  private static Stream<RoutineChange.RoutineBody> bodies(AnalyzedStatement outer) {
    return outer.statement().change() instanceof RoutineChange.DoBlock block
        ? Stream.of(block.body())
        : outer.before().routines().stream().map(Routine::body);
  }
}
