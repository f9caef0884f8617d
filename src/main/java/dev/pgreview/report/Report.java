package dev.pgreview.report;

import dev.pgreview.schema.PostgresVersion;
import java.util.List;
import java.util.Optional;

/**
 * All that a review found.
 *
 * @param id the request's
 * @param base which state was taken as deployed, one sentence; empty when the caller gave it
 */
public record Report(
    String id,
    PostgresVersion postgres,
    Conclusion conclusion,
    Optional<String> base,
    List<FileReport> files,
    List<StatementReport> statements,
    List<Finding> findings,
    PlanReport plan,
    DryRunReport dryRun,
    List<QueryReport> queries) {
  public Report {
    files = List.copyOf(files);
    statements = List.copyOf(statements);
    findings = List.copyOf(findings);
    queries = List.copyOf(queries);
  }

  /** Findings that are not suppressed, of one severity. */
  public long count(Severity severity) {
    return findings.stream()
        .filter(finding -> finding.suppressed() == null && finding.severity() == severity)
        .count();
  }

  public long suppressed() {
    return findings.stream().filter(finding -> finding.suppressed() != null).count();
  }
}
