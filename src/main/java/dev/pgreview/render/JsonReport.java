package dev.pgreview.render;

import dev.pgreview.lock.ConditionalEffects;
import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.FileReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.QueryReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.RelationName;
import java.util.Collection;
import java.util.Locale;

/** The report of the machine interface (docs/report.schema.json): fields in its order, no clock. */
public final class JsonReport {
  /** Raised only when a field is renamed or removed. */
  static final int SCHEMA = 1;

  private final JsonText json;

  private JsonReport(JsonText json) {
    this.json = json;
  }

  /** Indented, with a line break at the end. */
  public static String pretty(Report report) {
    return JsonText.pretty(json -> new JsonReport(json).report(report));
  }

  /** On one line, without a line break. */
  public static String compact(Report report) {
    return JsonText.compact(json -> new JsonReport(json).report(report));
  }

  private void report(Report report) {
    json.startObject();
    json.number("schema", SCHEMA);
    json.string("id", report.id());
    json.number("postgres", report.postgres().major());
    json.string("conclusion", report.conclusion().id());
    json.objects("files", report.files(), this::file);
    json.objects("statements", report.statements(), this::statement);
    json.objects("findings", report.findings(), this::finding);
    json.object("plan", () -> plan(report.plan()));
    json.object("dry_run", () -> dryRun(report.dryRun()));
    json.objects("queries", report.queries(), this::query);
    json.object("summary", () -> summary(report));
    json.string("base", report.base().orElse(null));
    json.endObject();
  }

  private void file(FileReport file) {
    json.string("path", file.path());
    json.string("tool", file.tool().id());
    json.bool("transactional", file.transactional());
  }

  private void statement(StatementReport statement) {
    json.string("file", statement.file());
    json.number("line", statement.span().line());
    json.number("column", statement.span().column());
    json.number("end_line", statement.span().endLine());
    json.string("sql", statement.sql());
    json.string("kind", statement.kind());
    json.number("transaction", statement.transaction());
    json.object("predicted", () -> predicted(statement.predicted()));
    json.optional("observed", statement.observed(), this::observed);
    json.optional("estimate", statement.estimate(), this::estimate);
    json.integer("outer", statement.outer());
  }

  private void predicted(LockPrediction prediction) {
    locks(prediction.locks());
    relations("rewrites", prediction.rewrites());
    relations("scans", prediction.scans());
    json.string("in_transaction", prediction.inTransaction().name().toLowerCase(Locale.ROOT));
    json.string("confidence", prediction.confidence().name().toLowerCase(Locale.ROOT));
    json.string("note", prediction.note().orElse(null));
    json.object("conditional", () -> conditional(prediction.conditional()));
  }

  private void conditional(ConditionalEffects effects) {
    locks(effects.locks());
    relations("rewrites", effects.rewrites());
    relations("scans", effects.scans());
    relations("lookups", effects.lookups());
    json.objects("if_free", effects.ifFree(), this::lock);
  }

  private void observed(Observation observation) {
    locks(observation.locks());
    relations("rewrites", observation.rewrites());
    relations("scans", observation.scans());
    json.millis("duration_ms", observation.duration());
    json.object(
        "blocked",
        () -> {
          json.millis("reads_ms", observation.blockedReads());
          json.millis("writes_ms", observation.blockedWrites());
        });
    json.string("error", observation.error().map(error -> error.message()).orElse(null));
    json.optional(
        "error_detail",
        observation.error(),
        error -> {
          json.string("state", error.state());
          json.string("detail", error.detail());
          json.string("hint", error.hint());
          json.integer("position", error.position());
        });
  }

  private void locks(Collection<RelationLock> locks) {
    json.objects("locks", locks, this::lock);
  }

  private void lock(RelationLock lock) {
    json.string("relation", lock.relation().sql());
    json.string("mode", lock.mode().sql());
  }

  private void relations(String name, Collection<RelationName> relations) {
    json.strings(name, relations.stream().map(RelationName::sql).toList());
  }

  private void estimate(DurationEstimate estimate) {
    json.decimal("seconds", estimate.seconds());
    json.decimal("low", estimate.low());
    json.decimal("high", estimate.high());
    json.number("rows", estimate.rows());
    json.string("basis", estimate.basis().name().toLowerCase(Locale.ROOT));
  }

  private void finding(Finding finding) {
    json.string("rule", finding.rule());
    json.string("severity", finding.severity().id());
    json.string("file", finding.file());
    json.number("line", finding.span().line());
    json.number("column", finding.span().column());
    json.number("end_line", finding.span().endLine());
    json.number("end_column", finding.span().endColumn());
    json.integer("statement", finding.statement());
    json.string("message", finding.message());
    json.string("why", finding.why());
    json.string("fix", finding.fix());
    json.optional(
        "suggestion",
        finding.suggestion(),
        suggestion -> {
          json.number("start_line", suggestion.startLine());
          json.number("end_line", suggestion.endLine());
          json.string("sql", suggestion.sql());
        });
    json.string("docs", finding.docs());
    json.string("suppressed", finding.suppressed());
    json.string("fingerprint", finding.fingerprint());
  }

  private void plan(PlanReport plan) {
    json.bool("required", plan.required());
    json.string("status", plan.status().id());
    json.string("path", plan.path().orElse(null));
    json.objects(
        "triggers",
        plan.triggers(),
        trigger -> {
          json.string("trigger", trigger.trigger());
          json.number("statement", trigger.statement());
          json.string("reason", trigger.reason());
        });
    json.objects(
        "problems",
        plan.problems(),
        problem -> {
          json.string("section", problem.section());
          json.integer("line", problem.line());
          json.string("message", problem.message());
        });
  }

  private void dryRun(DryRunReport dryRun) {
    json.string("status", dryRun.status().id());
    json.string("server", dryRun.server());
    json.string("postgres_version", dryRun.postgresVersion());
    json.number("base_files", dryRun.baseFiles());
    json.bool("base_from_cache", dryRun.baseFromCache());
    json.number("duration_ms", dryRun.duration().toMillis());
    json.string("error", dryRun.error());
    json.string("skipped_because", dryRun.skippedBecause());
    json.strings("notes", dryRun.notes());
  }

  private void query(QueryReport query) {
    json.string("source", query.source());
    json.string("sql", query.sql());
    json.bool("uses_index", query.usesIndex());
    json.string("plan", query.plan());
    json.string("error", query.error());
  }

  private void summary(Report report) {
    json.number("errors", report.count(Severity.ERROR));
    json.number("warnings", report.count(Severity.WARNING));
    json.number("notices", report.count(Severity.NOTICE));
    json.number("suppressed", report.suppressed());
  }
}
