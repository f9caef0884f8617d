package dev.pgreview.lint;

import dev.pgreview.migration.TextRange;
import java.util.List;

/**
 * A comment in which an author says why a finding is accepted.
 *
 * @param range of the comment in the file
 * @param rules as written, perhaps unknown; empty when none is named
 * @param reason empty when none is given; then it suppresses nothing
 */
public record Suppression(
    String path, TextRange range, List<String> rules, String reason, Scope scope) {
  public Suppression {
    rules = List.copyOf(rules);
  }

  /** What it covers. */
  public sealed interface Scope {}

  public record WholeFile() implements Scope {}

  /** A statement, and what runs inside it. */
  public record OfStatement(int index) implements Scope {}

  /** Lines of a statement from 1, both inclusive: the comment stands inside it. */
  public record OfLines(int first, int last) implements Scope {}
}
