package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Statements by phase, each with where it comes from. Mutable, for one thread. */
final class PhasedSteps {
  private final Map<Phase, List<String>> steps = new EnumMap<>(Phase.class);
  private final List<String> questions = new ArrayList<>();

  /**
   * @param note what to know about it, or empty
   */
  void add(Phase phase, AnalyzedStatement from, String note, String sql) {
    String place = "-- " + from.path() + ":" + from.span().line();
    String head = note.isEmpty() ? place : place + ": " + note;
    String text = sql.strip();
    String end = text.endsWith(";") ? "" : ";";
    steps.computeIfAbsent(phase, p -> new ArrayList<>()).add(head + "\n" + text + end);
  }

  void ask(String question) {
    questions.add(question);
  }

  /** Empty when the phase has nothing to run. */
  String sql(Phase phase) {
    return String.join("\n\n", steps.getOrDefault(phase, List.of()));
  }

  List<String> questions() {
    return questions;
  }
}
