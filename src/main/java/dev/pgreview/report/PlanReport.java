package dev.pgreview.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The plan gate's answer.
 *
 * @param path where the plan is, or is to be written
 */
public record PlanReport(
    boolean required,
    Status status,
    Optional<String> path,
    List<Trigger> triggers,
    List<Problem> problems) {
  public PlanReport {
    triggers = List.copyOf(triggers);
    problems = List.copyOf(problems);
  }

  public static final PlanReport NOT_REQUIRED =
      new PlanReport(false, Status.NOT_REQUIRED, Optional.empty(), List.of(), List.of());

  /** Whether the plan is there and whole. */
  public enum Status {
    NOT_REQUIRED,
    MISSING,
    INCOMPLETE,
    COMPLETE;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Why a plan is required.
   *
   * @param trigger {@code a} to {@code f}
   * @param statement index in the report
   */
  public record Trigger(String trigger, int statement, String reason) {}

  /**
   * What the plan lacks.
   *
   * @param section the section's title
   * @param line in the plan, from 1; empty when the section is not there
   */
  public record Problem(String section, OptionalInt line, String message) {}
}
