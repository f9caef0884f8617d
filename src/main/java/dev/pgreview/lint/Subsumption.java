package dev.pgreview.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves out what says nothing new beside another finding on the same statement. */
final class Subsumption {
  private Subsumption() {}

  static List<Raised> apply(List<Raised> raised) {
    Map<Integer, Set<String>> subsumed = new HashMap<>();
    for (Raised one : raised) {
      if (one.diagnosis().place() instanceof Diagnosis.InStatement in) {
        subsumed
            .computeIfAbsent(in.statement().index(), index -> new HashSet<>())
            .addAll(one.rule().subsumed());
      }
    }
    List<Raised> kept = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Raised one : raised) {
      boolean leftOut =
          one.diagnosis().place() instanceof Diagnosis.InStatement in
              && subsumed.getOrDefault(in.statement().index(), Set.of()).contains(one.rule().id());
      boolean first =
          leftOut
              || one.diagnosis()
                  .onlyFirst()
                  .map(key -> keys.add(one.rule().id() + ' ' + key))
                  .orElse(true);
      if (!leftOut && first) {
        kept.add(one);
      }
    }
    return kept;
  }
}
