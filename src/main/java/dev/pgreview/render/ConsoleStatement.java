package dev.pgreview.render;

import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import dev.pgreview.report.StatementSearch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** All that a report knows of one statement, for a terminal. */
public final class ConsoleStatement {
  private static final int LABEL = 11;
  private static final int MOST_LINES = 30;
  private static final int LINE_NUMBER = 7;

  private final Report report;
  private final StatementReport statement;
  private final ReportView view;
  private final ConsoleOptions options;
  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private ConsoleStatement(Report report, StatementReport statement, ConsoleOptions options) {
    this.report = report;
    this.statement = statement;
    this.view = ReportView.of(report).only(statement);
    this.options = options;
    this.paint = options.paint();
  }

  /**
   * What a statement locks, rewrites and scans, whom that blocks and until when, and what was
   * found.
   *
   * @param statement of the report
   * @return text with a line break at the end
   */
  public static String render(
      Report report, StatementReport statement, SourceTexts sources, ConsoleOptions options) {
    return new ConsoleStatement(report, statement, options).all(sources.completedFrom(report));
  }

  private String all(SourceTexts sources) {
    head();
    excerpt(sources);
    facts();
    locks();
    new ConsoleFindings(view, sources, options, out).write();
    suppressed();
    return out.toString().stripTrailing() + "\n";
  }

  private void head() {
    out.append(paint.bold(DisplayText.visible(statement.file()) + ":" + statement.span().line()))
        .append("  ")
        .append(statement.kind())
        .append(paint.faint("  PostgreSQL " + report.postgres().major()))
        .append('\n');
    report
        .base()
        .ifPresent(base -> out.append(paint.faint(DisplayText.visible(base))).append('\n'));
    out.append('\n');
  }

  private void excerpt(SourceTexts sources) {
    int last = Math.min(statement.span().endLine(), statement.span().line() + MOST_LINES - 1);
    for (int number = statement.span().line(); number <= last; number++) {
      String line = sources.line(statement.file(), number).orElse("");
      out.append(paint.blue(String.format("%4d │ ", number)))
          .append(DisplayText.cut(DisplayText.visibleLine(line), options.width() - LINE_NUMBER))
          .append('\n');
    }
    if (last < statement.span().endLine()) {
      out.append(paint.blue("     ⋮")).append('\n');
    }
    out.append('\n');
  }

  private void facts() {
    fact("takes", statement.estimate().map(ConsoleStatement::takes).orElse(NOTHING_GROWS));
    fact("held to", held());
    fact("runs", runs());
    fact("predicted", predicted());
    fact("dry run", dryRun());
    out.append('\n');
  }

  private static final String NOTHING_GROWS = "no time that grows with a table's size";

  private static String takes(DurationEstimate estimate) {
    return "about " + Amounts.estimate(estimate) + " for " + Amounts.basis(estimate);
  }

  /** Locks go at the end of the transaction, so what comes after the statement counts too. */
  private String held() {
    double seconds =
        ofTransaction().stream()
            .filter(one -> one.index() >= outermost().index())
            .mapToDouble(this::seconds)
            .sum();
    String time = seconds == 0 ? "" : ", about " + Amounts.time(seconds) + " from its start";
    return "the " + view.heldTo(statement) + time;
  }

  /** What a block's statements take may not be in the estimate of the block. */
  private double seconds(StatementReport one) {
    double inner =
        report.statements().stream()
            .filter(other -> other.outer().equals(OptionalInt.of(one.index())))
            .mapToDouble(this::seconds)
            .sum();
    return Math.max(inner, one.estimate().map(DurationEstimate::seconds).orElse(0.0));
  }

  /** What the tool sends in the statement's transaction, itself too. */
  private List<StatementReport> ofTransaction() {
    return report.statements().stream()
        .filter(one -> one.outer().isEmpty() && one.transaction() == statement.transaction())
        .toList();
  }

  private StatementReport outermost() {
    StatementSearch search = new StatementSearch(report, statement.file());
    StatementReport at = statement;
    Optional<StatementReport> outer = search.outer(at);
    while (outer.isPresent()) {
      at = outer.get();
      outer = search.outer(at);
    }
    return at;
  }

  private String runs() {
    if (statement.predicted().inTransaction() == TransactionRule.FORBIDDEN) {
      return "only outside a transaction block";
    }
    int others = ofTransaction().size() - 1;
    return others == 0
        ? "alone in its transaction"
        : "in one transaction with " + Amounts.count(others, "other statement");
  }

  private String predicted() {
    Confidence confidence = statement.predicted().confidence();
    Optional<String> said = statement.predicted().note();
    String note = said.map(text -> ": " + text).orElse("");
    return switch (confidence) {
      case CERTAIN ->
          "with certainty: statements of this form were measured"
              + said.map(text -> ". " + text).orElse("");
      case LIKELY -> "likely" + note;
      case UNKNOWN -> "perhaps too little" + note;
    };
  }

  private String dryRun() {
    DryRunReport run = report.dryRun();
    if (run.status() == DryRunReport.Status.SKIPPED) {
      return "none: " + run.skippedBecause();
    }
    String where = " on PostgreSQL " + run.postgresVersion();
    if (statement.outer().isPresent()) {
      return "the server runs it as a part of the statement at line "
          + outermost().span().line()
          + " and shows the locks of the whole";
    }
    return statement
        .observed()
        .map(seen -> ran(seen) + where)
        .orElse(
            run.status() == DryRunReport.Status.APPLIED
                ? "it ran and was not observed" + where
                : "it did not get so far"
                    + where
                    + (run.error() == null ? "" : ": " + run.error()));
  }

  private static String ran(Observation seen) {
    return seen.error()
        .map(error -> "refused with \"" + error.message() + "\"")
        .orElse("ran in " + Amounts.time(seen.duration()));
  }

  private void fact(String label, String text) {
    String lead = paint.cyan(DisplayText.padded(label, LABEL));
    for (String line :
        DisplayText.wrapped(DisplayText.visible(text), options.proseWidth() - LABEL)) {
      out.append(lead).append(line).append('\n');
      lead = " ".repeat(LABEL);
    }
  }

  private void locks() {
    boolean none = view.statements().stream().allMatch(one -> one.locks().isEmpty());
    if (none) {
      out.append(paint.bold("Locks")).append("  none on what was there before\n\n");
    } else {
      new ConsoleLocks(view, options, out).write();
    }
  }

  private void suppressed() {
    List<Finding> suppressed =
        view.statements().stream()
            .flatMap(one -> one.findings().stream())
            .filter(finding -> finding.suppressed() != null)
            .toList();
    for (Finding finding : suppressed) {
      out.append(paint.faint("suppressed  "))
          .append(DisplayText.visible(finding.rule()))
          .append(": ")
          .append(DisplayText.visible(String.valueOf(finding.suppressed())))
          .append('\n');
    }
    if (view.statements().stream().allMatch(one -> one.findings().isEmpty())) {
      out.append("No rule has anything to say about it.\n");
    }
  }
}
