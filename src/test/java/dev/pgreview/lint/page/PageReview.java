package dev.pgreview.lint.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.config.StatsParser;
import dev.pgreview.config.StatsResult;
import dev.pgreview.lint.Linter;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.review.DryRunResult;
import dev.pgreview.review.DryRunner;
import dev.pgreview.review.ReviewRequest;
import dev.pgreview.review.Reviewer;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.sql.SqlParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reviews the examples of pages as pull requests are reviewed. */
final class PageReview {
  private static final DryRunner NONE =
      request -> new DryRunResult(DryRunReport.skipped("not asked for"), Map.of());

  private final Reviewer reviewer;
  private final boolean dryRun;

  private PageReview(DryRunner runner, boolean dryRun) {
    this.reviewer = new Reviewer(new SqlParser(), new Linter(BuiltInRules.all()), runner);
    this.dryRun = dryRun;
  }

  static PageReview withoutServer() {
    return new PageReview(NONE, false);
  }

  static PageReview with(DryRunner runner) {
    return new PageReview(runner, true);
  }

  Report review(RuleDescription rule, RulePage page, Example example, int major) {
    Set<String> on = rule.enabled() ? Set.of() : Set.of(rule.id());
    String stats = Example.directive(page.setup(), "stats").orElse("");
    MigrationTool tool = MigrationTool.byId(example.tool()).orElseThrow();
    return review(page.setup(), example.files(), new Settings(tool, major, on, stats));
  }

  Report review(HazardCase one, String base) {
    Settings settings = new Settings(MigrationTool.FLYWAY, 17, one.switchedOn(), one.stats());
    return review(base, one.files(), settings);
  }

  /**
   * How an example is reviewed.
   *
   * @param switchedOn rules that are off by default
   * @param stats JSON of a stats file, empty for none
   */
  private record Settings(MigrationTool tool, int major, Set<String> switchedOn, String stats) {}

  private Report review(String setup, List<Example.File> files, Settings settings) {
    List<Migration> base =
        setup.isBlank()
            ? List.of()
            : List.of(migration(settings.tool, "V1__setup.sql", setup, TransactionMode.WRAPPED));
    List<Migration> changed =
        files.stream()
            .map(file -> migration(settings.tool, file.path(), file.sql(), file.mode()))
            .toList();
    return reviewer.review(
        new ReviewRequest(
            "example",
            new PostgresVersion(settings.major),
            Optional.empty(),
            base,
            changed,
            List.of(),
            List.of(),
            statistics(settings.stats),
            config(settings.switchedOn),
            dryRun),
        message -> {});
  }

  private static Migration migration(
      MigrationTool tool, String path, String sql, TransactionMode mode) {
    MigrationScript up = new MigrationScript(path, sql, List.of(SqlSection.verbatim(sql, 0, mode)));
    return new Migration(tool, MigrationKind.VERSIONED, "", up, Optional.empty());
  }

  /** Policies that are off by default are switched on for their own page. */
  private static ReviewConfig config(Set<String> switchedOn) {
    Map<String, ReviewConfig.RuleSetting> rules =
        switchedOn.stream()
            .collect(
                Collectors.toMap(
                    id -> id,
                    id ->
                        new ReviewConfig.RuleSetting(
                            false, Optional.of(Severity.WARNING), List.of())));
    ReviewConfig config = ReviewConfig.DEFAULT;
    return new ReviewConfig(
        config.postgres(),
        config.baseline(),
        config.migrations(),
        rules,
        config.failOn(),
        config.plan(),
        config.assume(),
        config.stats(),
        config.dryRun(),
        config.queries(),
        config.ownership(),
        config.tenancyColumn(),
        config.piiTag(),
        config.naming(),
        config.accept());
  }

  private static Map<RelationName, TableStatistics> statistics(String json) {
    if (json.isEmpty()) {
      return Map.of();
    }
    StatsResult result = StatsParser.parse(json, ReviewConfig.DEFAULT.assume());
    assertThat(result).isInstanceOf(StatsResult.Valid.class);
    return result instanceof StatsResult.Valid valid ? valid.statistics() : Map.of();
  }
}
