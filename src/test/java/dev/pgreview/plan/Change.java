package dev.pgreview.plan;

import dev.pgreview.config.ConfigParser;
import dev.pgreview.config.ConfigResult;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.lock.ChangeAnalyzer;
import dev.pgreview.lock.ChangeInput;
import dev.pgreview.lock.ConditionalEffects;
import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.PlanReport;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.sql.SqlParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A change for tests, written as SQL and analysed by the real parser and analyser. */
final class Change {
  private static final SqlParser PARSER = new SqlParser();

  private final List<AnalyzedFile> base = new ArrayList<>();
  private final List<AnalyzedFile> changed = new ArrayList<>();
  private final Map<RelationName, TableStatistics> stats = new HashMap<>();
  private final List<SourceFile> files = new ArrayList<>();
  private final Map<Integer, Double> seconds = new HashMap<>();
  private final Map<Integer, LockPrediction> predictions = new HashMap<>();
  private ReviewConfig config = ReviewConfig.DEFAULT;

  static Change on(String base) {
    Change change = new Change();
    if (!base.isBlank()) {
      change.base.add(file("db/V1__base.sql", base));
    }
    return change;
  }

  /** A migration of the change, {@code db/V2__change.sql} first. */
  Change sql(String sql) {
    return sql("db/V" + (changed.size() + 2) + "__change.sql", sql);
  }

  Change sql(String path, String sql) {
    changed.add(file(path, sql));
    return this;
  }

  Change stats(String table, long rows, double writesPerSecond) {
    String[] parts = table.split("\\.");
    RelationName name =
        parts.length == 2 ? RelationName.of(parts[0], parts[1]) : RelationName.of("public", table);
    stats.put(name, new TableStatistics(rows, rows * 200, writesPerSecond, false));
    return this;
  }

  Change config(String yaml) {
    config =
        switch (new ConfigParser(List.of()).parse(yaml)) {
          case ConfigResult.Valid(ReviewConfig valid) -> valid;
          case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.toString());
        };
    return this;
  }

  Change plan(String path, String text) {
    files.add(new SourceFile(path, text));
    return this;
  }

  Change plan(String text) {
    return plan("db/migration-plan.md", text);
  }

  /** In place of the analyser's prediction. */
  Change locks(int statement, String relation, LockMode mode, String... rewrites) {
    TreeSet<RelationName> rewritten = new TreeSet<>();
    for (String name : rewrites) {
      rewritten.add(RelationName.of("public", name));
    }
    predictions.put(
        statement,
        new LockPrediction(
            List.of(new RelationLock(RelationName.of("public", relation), mode)),
            rewritten,
            new TreeSet<>(),
            TransactionRule.ALLOWED,
            Confidence.CERTAIN,
            Optional.empty(),
            ConditionalEffects.NONE));
    return this;
  }

  Change seconds(int statement, double estimate) {
    seconds.put(statement, estimate);
    return this;
  }

  PlanRequest request() {
    ReviewConfig.Assumption assume = config.assume();
    ChangeAnalysis analysis =
        ChangeAnalyzer.analyze(
            new ChangeInput(
                PostgresVersion.DEFAULT,
                base,
                changed,
                stats,
                new TableStatistics(assume.rows(), 0, assume.writesPerSecond(), true)));
    ChangeAnalysis adjusted =
        new ChangeAnalysis(
            analysis.version(),
            analysis.base(),
            analysis.after(),
            analysis.files(),
            analysis.statements().stream().map(this::adjusted).toList());
    return PlanRequest.of(adjusted, config, stats, files).withGrammar(Change::problems);
  }

  PlanReport check() {
    return PlanGate.check(request());
  }

  /** What fired, as {@code "a0 reason"}: letter, statement, reason. */
  List<String> fired() {
    return check().triggers().stream()
        .map(trigger -> trigger.trigger() + trigger.statement() + " " + trigger.reason())
        .toList();
  }

  /** Letters with statement numbers. */
  List<String> letters() {
    return check().triggers().stream()
        .map(trigger -> trigger.trigger() + trigger.statement())
        .toList();
  }

  static List<SqlProblem> problems(String sql) {
    return PARSER.parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT)).problems();
  }

  private AnalyzedStatement adjusted(AnalyzedStatement s) {
    Double own = seconds.get(s.index());
    return new AnalyzedStatement(
        s.index(),
        s.outer(),
        s.migration(),
        s.section(),
        s.statement(),
        s.span(),
        s.transaction(),
        s.inTransactionBlock(),
        s.mode(),
        s.settings(),
        s.before(),
        predictions.getOrDefault(s.index(), s.prediction()),
        own == null
            ? s.estimate()
            : Optional.of(new DurationEstimate(own, own, own, 1, DurationEstimate.Basis.STATS)));
  }

  private static AnalyzedFile file(String path, String sql) {
    SqlSection section = SqlSection.verbatim(sql, 0, TransactionMode.WRAPPED);
    Migration migration =
        new Migration(
            MigrationTool.FLYWAY,
            MigrationKind.VERSIONED,
            path,
            new MigrationScript(path, sql, List.of(section)),
            Optional.empty());
    var parsed = PARSER.parse(section);
    if (!parsed.problems().isEmpty()) {
      throw new AssertionError(sql + ": " + parsed.problems());
    }
    return new AnalyzedFile(migration, List.of(parsed));
  }
}
