package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.migration.TextRange;
import dev.pgreview.report.Severity;
import java.util.Optional;

/**
 * What a rule found.
 *
 * @param message what is wrong, naming the table and column
 * @param why instead of the rule's own words; empty for those
 * @param fix instead of the rule's own words; prose, then, after an empty line, SQL
 * @param replacement SQL that may stand in place of the whole statement, as it is, without
 *     semicolon
 * @param onlyFirst of all diagnoses of the rule with the same key only the first that is not
 *     subsumed is kept
 * @param severity instead of the rule's own; configuration overrules both
 */
public record Diagnosis(
    Place place,
    String message,
    Optional<String> why,
    Optional<String> fix,
    Optional<String> replacement,
    Optional<String> onlyFirst,
    Optional<Severity> severity) {

  /** Where something was found. */
  public sealed interface Place {
    String path();
  }

  /** A part of a statement; {@code range} is in its text. */
  public record InStatement(AnalyzedStatement statement, TextRange range) implements Place {
    @Override
    public String path() {
      return statement.path();
    }
  }

  /** A part of a file that is no statement; {@code range} is in its text. */
  public record InFile(String path, TextRange range) implements Place {}

  /** About a whole statement. */
  public static Diagnosis of(AnalyzedStatement statement, String message) {
    return of(statement, new TextRange(0, statement.statement().sql().length()), message);
  }

  /** About a part of a statement. */
  public static Diagnosis of(AnalyzedStatement statement, TextRange range, String message) {
    return of(new InStatement(statement, range), message);
  }

  /** About a part of a file. */
  public static Diagnosis of(Place place, String message) {
    return new Diagnosis(
        place,
        message,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Diagnosis because(String text) {
    return new Diagnosis(place, message, Optional.of(text), fix, replacement, onlyFirst, severity);
  }

  /** What to do, in prose. */
  public Diagnosis fix(String prose) {
    return new Diagnosis(place, message, why, Optional.of(prose), replacement, onlyFirst, severity);
  }

  /** What to do, in prose and in SQL. */
  public Diagnosis fix(String prose, String sql) {
    return fix(prose + "\n\n" + sql.stripTrailing());
  }

  public Diagnosis replaceWith(String sql) {
    return new Diagnosis(place, message, why, fix, Optional.of(sql), onlyFirst, severity);
  }

  public Diagnosis onlyFirstOf(String key) {
    return new Diagnosis(place, message, why, fix, replacement, Optional.of(key), severity);
  }

  public Diagnosis as(Severity other) {
    return new Diagnosis(place, message, why, fix, replacement, onlyFirst, Optional.of(other));
  }
}
