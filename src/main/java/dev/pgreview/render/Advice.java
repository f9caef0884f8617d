package dev.pgreview.render;

import dev.pgreview.report.Finding;
import java.util.Optional;

/**
 * What a finding says to do. Rules write prose and then, after an empty line, SQL.
 *
 * @param sql without a line break at the end
 */
record Advice(String prose, Optional<String> sql) {
  static Advice of(Finding finding) {
    String fix = finding.fix().strip();
    int empty = fix.indexOf("\n\n");
    return empty < 0
        ? new Advice(fix, Optional.empty())
        : new Advice(
            fix.substring(0, empty).strip(), Optional.of(fix.substring(empty + 2).stripTrailing()));
  }

  /** Whether the suggestion says more than the SQL that is already there. */
  static Optional<Finding.Suggestion> furtherSuggestion(Finding finding) {
    Optional<String> sql = of(finding).sql();
    return finding
        .suggestion()
        .filter(suggestion -> sql.isEmpty() || !sameSql(sql.get(), suggestion.sql()));
  }

  private static boolean sameSql(String one, String other) {
    return one.replaceAll("[\\s;]+", " ").strip().equals(other.replaceAll("[\\s;]+", " ").strip());
  }
}
