package dev.pgreview.review;

import dev.pgreview.lint.LintRequest;
import dev.pgreview.lint.Linter;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.lock.ChangeAnalyzer;
import dev.pgreview.lock.ChangeInput;
import dev.pgreview.lock.Observation;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.plan.PlanDraft;
import dev.pgreview.plan.PlanGate;
import dev.pgreview.plan.PlanRequest;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.FileReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.sql.SqlParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One review from request to report. Safe for several threads at once. */
public final class Reviewer {
  private final SqlParser parser;
  private final Linter linter;
  private final DryRunner dryRunner;

  /**
   * @param dryRunner asked only for requests that want a dry run
   */
  public Reviewer(SqlParser parser, Linter linter, DryRunner dryRunner) {
    this.parser = parser;
    this.linter = linter;
    this.dryRunner = dryRunner;
  }

  /**
   * Reviews a change. Never throws for what the request's migrations hold.
   *
   * @param progress told what is being done, one short line each
   */
  public Report review(ReviewRequest request, Consumer<String> progress) {
    Evidence evidence = evidence(request, progress);
    ChangeAnalysis analysis = evidence.analysis();
    DryRunResult dryRun = evidence.dryRun();
    Map<Integer, Observation> observations = dryRun.observations();
    List<Finding> findings =
        linter.lint(
            new LintRequest(
                analysis,
                request.config(),
                request.stats(),
                observations,
                request.notices(),
                evidence.queries().broken(dryRun)));
    PlanReport plan = PlanGate.check(planRequest(request, evidence));
    return new Report(
        request.id(),
        request.postgres(),
        Verdict.of(findings, plan, dryRun.report(), request.config().failOn()),
        request.baseDescription(),
        request.changed().stream().map(Reviewer::file).toList(),
        analysis.statements().stream().map(one -> statement(one, observations)).toList(),
        findings,
        plan,
        dryRun.report(),
        evidence.queries().reports(dryRun));
  }

  /**
   * Drafts the migration plan that a change needs, and says what the gate thinks of the plan that
   * is there. Never throws for what the request's migrations hold.
   *
   * @param progress told what is being done, one short line each
   * @return empty when the change needs no plan
   */
  public Optional<DraftedPlan> draftPlan(ReviewRequest request, Consumer<String> progress) {
    Evidence evidence = evidence(request, progress);
    PlanRequest plan = planRequest(request, evidence);
    return PlanDraft.of(plan)
        .map(
            draft ->
                new DraftedPlan(
                    draft.path(), draft.text(), PlanGate.check(plan), evidence.dryRun().report()));
  }

  /** What reading and trying the change showed. */
  private record Evidence(ChangeAnalysis analysis, StatedQueries queries, DryRunResult dryRun) {}

  private Evidence evidence(ReviewRequest request, Consumer<String> progress) {
    if (request.dryRun() && !request.changed().isEmpty()) {
      dryRunner.prepare(request.postgres());
    }
    List<AnalyzedFile> base = parse(request.base());
    ChangeAnalysis analysis = analyze(request, base);
    StatedQueries queries = new StatedQueries(request, parser::parse);
    DryRunResult dryRun =
        skipped(request).orElseGet(() -> run(request, base, analysis, queries, progress));
    return new Evidence(analysis, queries, dryRun);
  }

  private PlanRequest planRequest(ReviewRequest request, Evidence evidence) {
    DryRunResult dryRun = evidence.dryRun();
    PlanRequest plan =
        PlanRequest.of(evidence.analysis(), request.config(), request.stats(), request.files())
            .withObservations(dryRun.observations())
            .withGrammar(this::problems);
    String because = dryRun.report().skippedBecause();
    return request.dryRun() && because != null ? plan.withDryRunSkipped(because) : plan;
  }

  private List<SqlProblem> problems(String sql) {
    return parser.parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT)).problems();
  }

  /** What is known of a change without a server. */
  public ChangeAnalysis analyze(ReviewRequest request) {
    return analyze(request, parse(request.base()));
  }

  private ChangeAnalysis analyze(ReviewRequest request, List<AnalyzedFile> base) {
    TableStatistics assumption =
        new TableStatistics(
            request.config().assume().rows(), 0, request.config().assume().writesPerSecond(), true);
    return ChangeAnalyzer.analyze(
        new ChangeInput(
            request.postgres(), base, parse(request.changed()), request.stats(), assumption));
  }

  private List<AnalyzedFile> parse(List<Migration> migrations) {
    return migrations.parallelStream()
        .map(
            migration ->
                new AnalyzedFile(
                    migration, migration.up().sections().stream().map(parser::parse).toList()))
        .toList();
  }

  private static Optional<DryRunResult> skipped(ReviewRequest request) {
    if (!request.dryRun()) {
      return Optional.of(new DryRunResult(DryRunReport.skipped("it was switched off"), Map.of()));
    }
    return request.changed().isEmpty()
        ? Optional.of(new DryRunResult(DryRunReport.skipped("no migration changed"), Map.of()))
        : Optional.empty();
  }

  private DryRunResult run(
      ReviewRequest request,
      List<AnalyzedFile> base,
      ChangeAnalysis analysis,
      StatedQueries queries,
      Consumer<String> progress) {
    DryRunScripts scripts = new DryRunScripts(analysis);
    return dryRunner.run(
        new DryRunRequest(
            request.postgres(),
            scripts.scripts(base),
            scripts.scripts(analysis.files()),
            queries.queries(),
            request.config().dryRun().extensions(),
            request.config().dryRun().timeout(),
            progress));
  }

  private static FileReport file(Migration migration) {
    return new FileReport(migration.path(), migration.tool(), migration.up().transactional());
  }

  private static StatementReport statement(
      AnalyzedStatement statement, Map<Integer, Observation> observations) {
    return new StatementReport(
        statement.index(),
        statement.outer(),
        statement.path(),
        statement.span(),
        statement.statement().sql(),
        statement.statement().change().statementKind(),
        statement.transaction(),
        statement.prediction(),
        Optional.ofNullable(observations.get(statement.index())),
        statement.estimate());
  }
}
