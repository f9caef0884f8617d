package dev.pgreview.pullrequest;

import dev.pgreview.config.ConfigProblem;
import dev.pgreview.github.CheckOutput;
import dev.pgreview.github.CheckRun;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.LineComment;
import dev.pgreview.github.diff.ChangedFile;
import dev.pgreview.github.diff.DiffLines;
import dev.pgreview.render.Annotation;
import dev.pgreview.render.BriefReport;
import dev.pgreview.render.Headline;
import dev.pgreview.render.MarkdownReport;
import dev.pgreview.render.SourceTexts;
import dev.pgreview.render.StatementComment;
import dev.pgreview.render.StatementComments;
import dev.pgreview.report.Conclusion;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows a report on GitHub. Each part may be done again: nothing is doubled. */
public final class Publisher {
  private static final String SUMMARY = "summary";
  private static final String SETTLED =
      "✅ **Done**: this version of the change no longer has this finding.";
  private static final CheckOutput.Action RERUN =
      new CheckOutput.Action("Re-run", "Review this commit once more", "rerun");
  private static final CheckOutput.Action PLAN =
      new CheckOutput.Action("Draft plan", "Post a draft of migration-plan.md", "plan");

  private final GitHubRepository repository;
  private final Subject subject;
  private final Report report;
  private final String pointer;
  private final List<CheckOutput.Action> buttons;

  private Publisher(
      GitHubRepository repository,
      Subject subject,
      Report report,
      URI page,
      List<CheckOutput.Action> buttons) {
    this.repository = repository;
    this.subject = subject;
    this.report = report;
    this.pointer = "\n[The whole report](" + page + ")\n";
    this.buttons = buttons;
  }

  /**
   * For one report, by an App that hears when a button of its check run is pressed.
   *
   * @param page where the whole report is
   */
  public Publisher(GitHubRepository repository, Subject subject, Report report, URI page) {
    this(repository, subject, report, page, List.of(RERUN, PLAN));
  }

  /** For one report, by somebody whom nobody can answer. */
  public static Publisher withoutButtons(
      GitHubRepository repository, Subject subject, Report report, URI page) {
    return new Publisher(repository, subject, report, page, List.of());
  }

  /** The lint's results, while the dry run goes on. */
  public void lint(CheckRun run) {
    String title = "Dry run in progress · " + Headline.of(report);
    repository
        .checkRuns()
        .progress(run, new CheckOutput(title, summary(), "", pointer, List.of(), List.of()));
  }

  /** Ends the check run. */
  public void conclude(CheckRun run) {
    repository
        .checkRuns()
        .complete(
            run,
            result(),
            new CheckOutput(title(), summary(), "", pointer, annotations(), buttons));
  }

  /** Ends the check run with a title and a pointer only. */
  public void concludeBriefly(CheckRun run) {
    repository
        .checkRuns()
        .complete(
            run, result(), CheckOutput.of(title(), "GitHub did not take the rest." + pointer));
  }

  /** How the check run ends. */
  public CheckRun.Result result() {
    return hasBadProposal() ? CheckRun.Result.FAILURE : CheckRun.Result.of(report.conclusion());
  }

  private String title() {
    return hasBadProposal() && report.conclusion() == Conclusion.SUCCESS
        ? RepositoryConfig.FILE + " has mistakes"
        : Headline.of(report);
  }

  private boolean hasBadProposal() {
    return !subject.policy().proposedProblems().isEmpty();
  }

  private String summary() {
    String notes = MarkdownReport.notes(subject.policy().notes());
    return notes
        + MarkdownReport.render(
            report, SourceTexts.NONE, MarkdownReport.GITHUB_LIMIT - notes.length(), pointer);
  }

  private List<CheckOutput.Annotation> annotations() {
    Stream<CheckOutput.Annotation> found =
        Annotation.of(report).stream()
            .map(
                one ->
                    new CheckOutput.Annotation(
                        one.path(),
                        one.startLine(),
                        one.endLine(),
                        one.severity(),
                        one.title(),
                        one.message()));
    Stream<CheckOutput.Annotation> mistakes =
        subject.policy().proposedProblems().stream().map(Publisher::annotation);
    return Stream.concat(mistakes, found).toList();
  }

  private static CheckOutput.Annotation annotation(ConfigProblem problem) {
    return new CheckOutput.Annotation(
        RepositoryConfig.FILE,
        problem.line(),
        problem.line(),
        Severity.ERROR,
        "configuration",
        problem.describe());
  }

  /** Comments on lines, and the summary comment. */
  public void comments(int pullRequest) {
    repository
        .reviewComments(pullRequest)
        .publish(subject.comparison().headSha(), lineComments(), SETTLED);
    if (hasSomethingToSay()) {
      repository
          .conversation(pullRequest)
          .put(SUMMARY, BriefReport.render(report, subject.policy().notes(), pointer), pointer);
    } else {
      // An earlier push had something: it is not taken away, it is brought up to date.
      repository
          .conversation(pullRequest)
          .update(SUMMARY, BriefReport.render(report, List.of(), pointer), pointer);
    }
  }

  private boolean hasSomethingToSay() {
    return report.count(Severity.ERROR) + report.count(Severity.WARNING) > 0
        || (report.plan().required() && report.plan().status() != PlanReport.Status.COMPLETE)
        || report.conclusion() != Conclusion.SUCCESS
        || !subject.policy().proposedProblems().isEmpty();
  }

  private List<LineComment> lineComments() {
    Map<String, Optional<DiffLines>> diffs = new HashMap<>();
    List<LineComment> comments = new ArrayList<>();
    for (StatementComment comment : StatementComments.of(report)) {
      diffs
          .computeIfAbsent(comment.path(), this::diff)
          .flatMap(lines -> lines.shown(comment.startLine(), comment.endLine()))
          .ifPresent(shown -> comments.add(on(comment, shown)));
    }
    return comments;
  }

  private static LineComment on(StatementComment comment, DiffLines.Hunk shown) {
    boolean whole = shown.first() == comment.startLine() && shown.last() == comment.endLine();
    // A suggestion replaces the lines of its comment: on other lines it is only SQL.
    String body = whole ? comment.body() : comment.body().replace("```suggestion\n", "```sql\n");
    return new LineComment(comment.key(), comment.path(), shown.first(), shown.last(), body);
  }

  private Optional<DiffLines> diff(String path) {
    return subject.comparison().files().stream()
        .filter(file -> file.path().equals(path))
        .filter(file -> file.kind() != ChangedFile.Kind.REMOVED)
        .findFirst()
        .map(file -> repository.contents().diffLines(file, subject.comparison()));
  }
}
