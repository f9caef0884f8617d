package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements by phase, each with where it comes from. Mutable, for one thread. */
final class PhasedSteps {
  private final Map<Phase, List<Step>> steps = new EnumMap<>(Phase.class);
  private final List<Fill> fills = new ArrayList<>();
  private final List<String> questions = new ArrayList<>();
  private boolean rewritten;

  /** How a step is to be sent. */
  enum Run {
    /** Its statements together in one transaction. */
    IN_TRANSACTION,
    /** PostgreSQL refuses it in a transaction, or it commits by itself. */
    OUTSIDE
  }

  /**
   * What is run at once.
   *
   * @param note what to know about it, or empty
   * @param sql statements, each with its semicolon
   * @param undo statements without semicolons that take it back before the contract phase
   */
  record Step(AnalyzedStatement from, Run run, String note, String sql, List<String> undo) {
    Step {
      undo = List.copyOf(undo);
    }

    String place() {
      return from.path() + ":" + from.span().line();
    }

    /** Both in one transaction. */
    Step and(Step next) {
      List<String> both = new ArrayList<>(next.undo);
      both.addAll(undo);
      String notes = note.equals(next.note) || next.note.isEmpty() ? note : joined(next);
      return new Step(from, run, notes, sql + "\n" + next.sql, both);
    }

    private String joined(Step next) {
      return note.isEmpty() ? next.note : note + "; " + next.note;
    }
  }

  /** A table of which all rows may be changed, in batches. */
  record Fill(AnalyzedStatement from, QualifiedName table) {}

  /** In a transaction. */
  void add(Phase phase, AnalyzedStatement from, String note, String sql, String... undo) {
    rewritten = true;
    put(phase, new Step(from, Run.IN_TRANSACTION, note, ended(sql), List.of(undo)));
  }

  void addOutside(Phase phase, AnalyzedStatement from, String note, String sql, String... undo) {
    rewritten = true;
    put(phase, new Step(from, Run.OUTSIDE, note, ended(sql), List.of(undo)));
  }

  /** A statement of the migration as it stands there. */
  void addAsWritten(Phase phase, AnalyzedStatement from, Run run, List<String> undo) {
    put(phase, new Step(from, run, "", ended(from.statement().sql()), undo));
  }

  /** What changes the rows of a table in batches. */
  void fill(AnalyzedStatement from, QualifiedName table) {
    fills.add(new Fill(from, table));
  }

  private void put(Phase phase, Step step) {
    steps.computeIfAbsent(phase, p -> new ArrayList<>()).add(step);
  }

  private static String ended(String sql) {
    String text = sql.strip();
    return text.endsWith(";") ? text : text + ";";
  }

  void ask(String question) {
    questions.add(question);
  }

  /**
   * The steps of a phase. What a statement gives for one table in one phase goes together; in the
   * migrate phase each step takes its time and stands alone.
   */
  List<Step> steps(Phase phase) {
    List<Step> together = new ArrayList<>();
    for (Step step : steps.getOrDefault(phase, List.of())) {
      Step last = together.isEmpty() ? null : together.getLast();
      if (last != null
          && phase != Phase.MIGRATE
          && last.from().equals(step.from())
          && last.run() == Run.IN_TRANSACTION
          && step.run() == Run.IN_TRANSACTION) {
        together.set(together.size() - 1, last.and(step));
      } else {
        together.add(step);
      }
    }
    return together;
  }

  /** Empty when the phase has nothing to run. */
  String sql(Phase phase) {
    return steps(phase).stream().map(Step::sql).collect(Collectors.joining("\n\n"));
  }

  /** What takes the phases before contract back, the last step first. */
  List<String> undo() {
    List<String> undo = new ArrayList<>();
    for (Phase phase : List.of(Phase.MIGRATE, Phase.EXPAND)) {
      steps(phase).reversed().forEach(step -> undo.addAll(step.undo()));
    }
    return undo;
  }

  List<Fill> fills() {
    return fills;
  }

  /** Whether anything is done in another way than the migrations do it. */
  boolean rewritten() {
    return rewritten;
  }

  List<String> questions() {
    return questions;
  }
}
