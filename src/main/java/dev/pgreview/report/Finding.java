package dev.pgreview.report;

import dev.pgreview.migration.SourceSpan;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a rule found.
 *
 * @param statement index of the statement in the report; empty for a finding about a file
 * @param message what is wrong, naming the table and column of this statement
 * @param why why it hurts
 * @param fix what to do
 * @param suggestion SQL that replaces whole lines of the file
 * @param docs path of the rule's page
 * @param suppressed the reason that the author gave; null when it is not suppressed
 * @param fingerprint the same across pushes as long as the statement's text is
 */
public record Finding(
    String rule,
    Severity severity,
    String file,
    SourceSpan span,
    OptionalInt statement,
    String message,
    String why,
    String fix,
    Optional<Suggestion> suggestion,
    String docs,
    @Nullable String suppressed,
    String fingerprint) {

  /**
   * Lines to put in place of others.
   *
   * @param startLine from 1
   * @param endLine inclusive
   * @param sql without a final line break
   */
  public record Suggestion(int startLine, int endLine, String sql) {}
}
