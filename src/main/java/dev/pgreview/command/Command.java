package dev.pgreview.command;

import java.util.Optional;

/** What somebody asks for in a comment. */
public sealed interface Command {
  /**
   * {@code /pgreview explain [RULE|FILE:LINE]}.
   *
   * @param subject empty for the line on which the comment stands
   */
  record Explain(Optional<Subject> subject) implements Command {}

  /** {@code /pgreview review}: once more, from the start. */
  record Review() implements Command {}

  /** {@code /pgreview plan}: a draft of the migration plan. */
  record Plan() implements Command {}

  /** {@code /pgreview accept RULE REASON}. */
  record Accept(String rule, String reason) implements Command {}

  /** {@code /pgreview help}. */
  record Help() implements Command {}

  /**
   * Meant for us, and not understood.
   *
   * @param message what is wrong and what can be done
   */
  record Mistake(String message) implements Command {}

  /** What is to be explained. */
  sealed interface Subject {}

  /** A rule by its id. */
  record RuleSubject(String id) implements Subject {}

  /**
   * A line of a file.
   *
   * @param line from 1
   */
  record LineSubject(String file, int line) implements Subject {}
}
