package dev.pgreview.render;

import dev.pgreview.lock.LockMode;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Review comments: one a statement, with all that was found in it. Whatever comes from the pull
 * request is data, as in {@link MarkdownReport}.
 */
public final class StatementComments {
  /** GitHub takes 65,536 characters; a marker is put around it. */
  private static final int LIMIT = 60_000;

  /** A comment on more lines hides what it is about. */
  private static final int MOST_LINES = 12;

  private final Report report;
  private final ReportView view;
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<Integer, String> keys = new HashMap<>();

  private StatementComments(Report report) {
    this.report = report;
    this.view = ReportView.of(report);
  }

  /** In the order of files and statements; suppressed findings and the plan gate are left out. */
  public static List<StatementComment> of(Report report) {
    return new StatementComments(report).all();
  }

  /**
   * What there is to say about one statement, found or not.
   *
   * @param statement its index in the report
   */
  public static String explanation(Report report, int statement) {
    StatementComments comments = new StatementComments(report);
    ReportView.StatementView at =
        comments.view.statements().stream()
            .filter(one -> one.statement().index() == statement)
            .findFirst()
            .orElseThrow();
    List<StatementComment> all = comments.all();
    Optional<StatementComment> found =
        Optional.ofNullable(comments.keys.get(statement))
            .flatMap(key -> all.stream().filter(comment -> comment.key().equals(key)).findFirst());
    String sql = MarkdownText.block("sql", at.statement().sql());
    String locks = comments.locks(at);
    return sql
        + "\n"
        + found
            .map(StatementComment::body)
            .orElse(
                "Nothing was found in it.\n\n"
                    + (locks.isEmpty() ? "It takes no lock on a relation that exists.\n" : locks));
  }

  private List<StatementComment> all() {
    Map<Integer, List<Concern>> byStatement = new LinkedHashMap<>();
    for (Concern concern : Concern.of(view)) {
      if (concern.statement().isPresent() && !concern.id().equals(Concern.PLAN_GATE)) {
        byStatement
            .computeIfAbsent(concern.statement().getAsInt(), _ -> new ArrayList<>())
            .add(concern);
      }
    }
    List<StatementComment> comments = new ArrayList<>();
    for (ReportView.StatementView statement : view.statements()) {
      List<Concern> concerns = byStatement.get(statement.statement().index());
      if (concerns != null) {
        comments.add(comment(statement, concerns));
      }
    }
    return comments;
  }

  private StatementComment comment(ReportView.StatementView at, List<Concern> concerns) {
    StatementReport statement = at.statement();
    Optional<Finding.Suggestion> suggestion =
        concerns.stream()
            .flatMap(concern -> concern.finding().stream())
            .flatMap(finding -> finding.suggestion().stream())
            .findFirst();
    Concern worst = concerns.getFirst();
    int start = suggestion.map(Finding.Suggestion::startLine).orElse(worst.span().line());
    int end =
        suggestion
            .map(Finding.Suggestion::endLine)
            .orElse(Math.min(worst.span().endLine(), start + MOST_LINES - 1));
    LimitedText text = new LimitedText(LIMIT);
    for (Concern concern : concerns) {
      text.add(said(concern, suggestion));
    }
    text.add(locks(at));
    return new StatementComment(
        key(statement),
        statement.file(),
        start,
        Math.max(start, end),
        concerns.stream().map(Concern::severity).max(java.util.Comparator.naturalOrder()).get(),
        text.finish("The rest is in the report"));
  }

  private static String said(Concern concern, Optional<Finding.Suggestion> suggestion) {
    StringBuilder text = new StringBuilder();
    text.append(MarkdownReport.severity(concern.severity()))
        .append(" **")
        .append(MarkdownText.text(concern.message()))
        .append("** ")
        .append(MarkdownText.code(concern.id()))
        .append("\n\n");
    Optional<Finding> finding = concern.finding();
    if (finding.isEmpty()) {
      if (!concern.explanation().isBlank()) {
        text.append(MarkdownText.block("text", concern.explanation())).append('\n');
      }
      return text.toString();
    }
    Advice advice = Advice.of(finding.get());
    MarkdownReport.paragraph(text, "Why", finding.get().why());
    MarkdownReport.paragraph(text, "Fix", advice.prose());
    boolean replaces =
        finding.get().suggestion().isPresent() && finding.get().suggestion().equals(suggestion);
    if (replaces) {
      text.append(MarkdownText.block("suggestion", suggestion.get().sql())).append('\n');
    }
    advice
        .sql()
        .filter(sql -> !replaces || Advice.furtherSuggestion(finding.get()).isPresent())
        .ifPresent(sql -> text.append(MarkdownText.block("sql", sql)).append('\n'));
    return text.toString();
  }

  private String locks(ReportView.StatementView at) {
    if (at.locks().isEmpty()) {
      return "";
    }
    StatementReport statement = at.statement();
    boolean observed = statement.observed().filter(seen -> seen.error().isEmpty()).isPresent();
    String source =
        observed
            ? "as observed on PostgreSQL "
                + Optional.ofNullable(report.dryRun().postgresVersion())
                    .orElse(String.valueOf(report.postgres().major()))
            : "as predicted for PostgreSQL " + report.postgres().major();
    StringBuilder text = new StringBuilder("**Locks**, " + MarkdownText.text(source) + ":\n");
    for (LockRow row : at.locks()) {
      text.append("- ")
          .append(row.mode().value().map(LockMode::sql).orElse("no lock"))
          .append(" on ")
          .append(MarkdownText.code(row.relation().sql()))
          .append(row.blocking().map(blocks -> ": blocks " + blocks.text()).orElse(""))
          .append(row.rewrite().value() ? ", **rewrites it**" : "")
          .append(row.scan().value() ? ", **scans it**" : "")
          .append(row.difference().map(other -> " (predicted: " + other + ")").orElse(""))
          .append('\n');
    }
    text.append("\nHeld to the ").append(MarkdownText.text(view.heldTo(statement)));
    statement
        .estimate()
        .ifPresent(
            estimate ->
                text.append("; ")
                    .append(MarkdownText.text(Amounts.estimate(estimate)))
                    .append(" (")
                    .append(MarkdownText.text(Amounts.basis(estimate)))
                    .append(")"));
    return text.append(".\n").toString();
  }

  /** By what the statement says, not where: lines move. The same text again counts up. */
  private String key(StatementReport statement) {
    String text = statement.file() + "\n" + statement.sql().strip().replaceAll("\\s+", " ");
    int again = seen.merge(text, 1, Integer::sum);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((text + "\n" + again).getBytes(StandardCharsets.UTF_8));
      String key = HexFormat.of().formatHex(digest, 0, 12);
      keys.put(statement.index(), key);
      return key;
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
