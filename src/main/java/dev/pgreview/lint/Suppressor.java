package dev.pgreview.lint;

import dev.pgreview.migration.TextRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Matches findings with suppressions and remembers which were of use. */
final class Suppressor {
  private final List<Suppression> suppressions;

  /** Positions in the list of those that cover one statement; -1 has those that may cover any. */
  private final Map<Integer, List<Integer>> byStatement = new HashMap<>();

  private final Set<String> rules;
  private final SourceLines lines;
  private final Map<Suppression, Set<String>> used = new HashMap<>();

  Suppressor(List<Suppression> suppressions, Set<String> rules, SourceLines lines) {
    this.suppressions = suppressions;
    this.rules = rules;
    this.lines = lines;
    for (int i = 0; i < suppressions.size(); i++) {
      int statement =
          suppressions.get(i).scope() instanceof Suppression.OfStatement(int index) ? index : -1;
      byStatement.computeIfAbsent(statement, _ -> new ArrayList<>()).add(i);
    }
  }

  /** The author's reason; null when the finding is not suppressed. */
  @Nullable String reason(Raised raised) {
    String id = raised.rule().id();
    for (int position : candidates(raised.diagnosis())) {
      Suppression suppression = suppressions.get(position);
      if (suppression.rules().contains(id) && covers(suppression, raised.diagnosis())) {
        used.computeIfAbsent(suppression, s -> new HashSet<>()).add(id);
        if (!suppression.reason().isEmpty()) {
          return suppression.reason();
        }
      }
    }
    return null;
  }

  /** Positions of those that may cover it, in order: there may be thousands of both. */
  private SortedSet<Integer> candidates(Diagnosis diagnosis) {
    SortedSet<Integer> positions = new TreeSet<>(byStatement.getOrDefault(-1, List.of()));
    if (diagnosis.place() instanceof Diagnosis.InStatement in) {
      positions.addAll(byStatement.getOrDefault(in.statement().index(), List.of()));
      in.statement()
          .outer()
          .ifPresent(outer -> positions.addAll(byStatement.getOrDefault(outer, List.of())));
    }
    return positions;
  }

  /** What came of each suppression; {@code looked} says of an id whether its rule looked. */
  List<SuppressionUse> uses(Predicate<String> looked) {
    return suppressions.stream()
        .map(
            suppression ->
                new SuppressionUse(
                    suppression,
                    suppression.rules().stream()
                        .filter(rules::contains)
                        .filter(looked)
                        .filter(id -> !used.getOrDefault(suppression, Set.of()).contains(id))
                        .collect(Collectors.toSet())))
        .toList();
  }

  private boolean covers(Suppression suppression, Diagnosis diagnosis) {
    if (!suppression.path().equals(diagnosis.place().path())) {
      return false;
    }
    return switch (suppression.scope()) {
      case Suppression.WholeFile() -> true;
      case Suppression.OfStatement(int index) ->
          diagnosis.place() instanceof Diagnosis.InStatement in
              && (in.statement().index() == index || in.statement().outer().orElse(-1) == index);
      case Suppression.OfLines(int first, int last) -> {
        TextRange range = SourceLines.range(diagnosis);
        int start = lines.of(suppression.path()).line(range.start());
        int end = lines.of(suppression.path()).line(range.end());
        yield start <= last && end >= first;
      }
    };
  }
}
