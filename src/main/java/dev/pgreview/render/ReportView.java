package dev.pgreview.render;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.FileReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.report.StatementReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * A report arranged for reading: by file, then by statement, the worst finding first.
 *
 * @param lastOfTransaction the last statement of each transaction that has several
 */
record ReportView(
    Report report, List<FileView> files, Map<Integer, StatementReport> lastOfTransaction) {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::severity, Comparator.reverseOrder())
          .thenComparing(Finding::span)
          .thenComparing(Finding::rule);

  /**
   * A file with what was found in it.
   *
   * @param file empty for a file that is no changed migration: a deleted one, a plan
   * @param findings that belong to no statement
   */
  record FileView(
      String path,
      Optional<FileReport> file,
      List<Finding> findings,
      List<StatementView> statements) {}

  /** A statement with what was found in it, suppressed findings too. */
  record StatementView(StatementReport statement, List<Finding> findings, List<LockRow> locks) {
    List<Finding> active() {
      return findings.stream().filter(finding -> finding.suppressed() == null).toList();
    }
  }

  static ReportView of(Report report) {
    Map<Integer, List<Finding>> byStatement = new TreeMap<>();
    Map<String, List<Finding>> byFile = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      OptionalInt statement = finding.statement();
      if (statement.isPresent() && statement.getAsInt() < report.statements().size()) {
        byStatement.computeIfAbsent(statement.getAsInt(), _ -> new ArrayList<>()).add(finding);
      } else {
        byFile.computeIfAbsent(finding.file(), _ -> new ArrayList<>()).add(finding);
      }
    }
    Map<String, List<StatementView>> statements = statementsByFile(report, byStatement);
    Map<String, FileReport> reports = new LinkedHashMap<>();
    report.files().forEach(file -> reports.put(file.path(), file));
    SequencedSet<String> paths = new LinkedHashSet<>(reports.keySet());
    paths.addAll(statements.keySet());
    byFile.keySet().stream().sorted().forEach(paths::add);
    List<FileView> files =
        paths.stream()
            .map(
                path ->
                    new FileView(
                        path,
                        Optional.ofNullable(reports.get(path)),
                        sorted(byFile.getOrDefault(path, List.of())),
                        statements.getOrDefault(path, List.of())))
            .toList();
    return new ReportView(report, files, lastOfTransaction(report));
  }

  /** The same report, of which one statement is looked at. */
  ReportView only(StatementReport wanted) {
    List<FileView> narrowed =
        files.stream()
            .filter(file -> file.path().equals(wanted.file()))
            .map(
                file ->
                    new FileView(
                        file.path(),
                        file.file(),
                        List.of(),
                        file.statements().stream()
                            .filter(one -> one.statement().index() == wanted.index())
                            .toList()))
            .toList();
    return new ReportView(report, narrowed, lastOfTransaction);
  }

  private static Map<String, List<StatementView>> statementsByFile(
      Report report, Map<Integer, List<Finding>> findings) {
    Map<String, List<StatementView>> statements = new LinkedHashMap<>();
    for (int i = 0; i < report.statements().size(); i++) {
      StatementReport statement = report.statements().get(i);
      statements
          .computeIfAbsent(statement.file(), _ -> new ArrayList<>())
          .add(
              new StatementView(
                  statement, sorted(findings.getOrDefault(i, List.of())), LockRow.of(statement)));
    }
    return statements;
  }

  private static Map<Integer, StatementReport> lastOfTransaction(Report report) {
    Map<Integer, StatementReport> last = new HashMap<>();
    Set<Integer> alone = new HashSet<>();
    for (StatementReport statement : report.statements()) {
      if (statement.outer().isPresent()) {
        continue;
      }
      if (last.put(statement.transaction(), statement) == null) {
        alone.add(statement.transaction());
      } else {
        alone.remove(statement.transaction());
      }
    }
    last.keySet().removeAll(alone);
    return last;
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(WORST_FIRST).toList();
  }

  /** All findings that are not suppressed, in the order of the files and statements. */
  List<Finding> active() {
    List<Finding> active = new ArrayList<>();
    for (FileView file : files) {
      active.addAll(file.findings());
      file.statements().forEach(statement -> active.addAll(statement.findings()));
    }
    active.removeIf(finding -> finding.suppressed() != null);
    return active;
  }

  List<Finding> suppressed() {
    return report.findings().stream().filter(finding -> finding.suppressed() != null).toList();
  }

  List<StatementView> statements() {
    return files.stream().flatMap(file -> file.statements().stream()).toList();
  }

  /** Where the lock tables come from, and how to read them. */
  String lockSource() {
    boolean observed =
        statements().stream()
            .flatMap(statement -> statement.locks().stream())
            .anyMatch(row -> row.mode().observed().isPresent());
    if (observed) {
      return "as observed; ≠ marks where the prediction was another";
    }
    if (report.dryRun().status() == DryRunReport.Status.SKIPPED) {
      return "as predicted; no server was asked";
    }
    if (report.dryRun().status() != DryRunReport.Status.APPLIED) {
      return "as predicted; the dry run did not get so far";
    }
    boolean inner = statements().stream().allMatch(one -> one.statement().outer().isPresent());
    return inner
        ? "as predicted; the server shows those of the whole block"
        : "as predicted; the dry run ran them and did not observe them";
  }

  /** {@code end of transaction 2, line 14}: until when a statement's locks are held. */
  String heldTo(StatementReport statement) {
    return lastInTransaction(statement)
        .map(last -> "end of transaction " + last.transaction() + ", line " + last.span().line())
        .orElse("end of the statement");
  }

  /**
   * The last statement of a statement's transaction: until its commit the locks are held. Empty
   * when the statement is alone in it.
   */
  Optional<StatementReport> lastInTransaction(StatementReport statement) {
    return Optional.ofNullable(lastOfTransaction.get(statement.transaction()));
  }

  /**
   * The mildest severity that makes this report fail, as far as the report tells: the worst that it
   * has, if it failed for its findings and not only for the dry run.
   */
  Optional<Severity> failsFrom() {
    return switch (report.conclusion()) {
      case FAILURE ->
          active().stream()
              .map(Finding::severity)
              .max(Comparator.naturalOrder())
              .filter(
                  worst ->
                      worst == Severity.ERROR
                          || report.dryRun().status() == DryRunReport.Status.APPLIED
                          || report.dryRun().status() == DryRunReport.Status.SKIPPED);
      case SUCCESS, NEUTRAL, ACTION_REQUIRED -> Optional.empty();
    };
  }
}
