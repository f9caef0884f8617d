package dev.pgreview.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.config.ReviewConfig.RuleSetting;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.lock.ChangeAnalyzer;
import dev.pgreview.lock.ChangeInput;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.sql.SqlParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LinterTest {
  private static final SqlParser PARSER = new SqlParser();
  private static final String BASE =
      """
      CREATE TABLE orders (id bigint PRIMARY KEY, note text, state text);
      CREATE TABLE "Day Events"(id bigint, day date) PARTITION BY RANGE (day);
      CREATE TABLE y2025 PARTITION OF "Day Events"
        FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      """;

  @Test
  void aSuppressionAboveTheStatementKeepsTheFindingWithItsReason() {
    List<Finding> findings =
        lint("-- pgreview:ignore drop-table nobody reads it\nDROP TABLE orders;");

    assertThat(only(findings, "drop-table").suppressed()).isEqualTo("nobody reads it");
    assertThat(rules(findings)).doesNotContain("suppression-hygiene");
  }

  @Test
  void aSuppressionAtTheEndOfTheLineCounts() {
    List<Finding> findings =
        lint("DROP TABLE orders; -- pgreview:ignore drop-table: nobody reads it");

    assertThat(only(findings, "drop-table").suppressed()).isEqualTo("nobody reads it");
  }

  @Test
  void aSuppressionInsideTheStatementCoversItsLineOnly() {
    List<Finding> findings =
        lint(
            """
            ALTER TABLE orders
              DROP COLUMN note, -- pgreview:ignore drop-column not read since 2026.08
              DROP COLUMN state;
            """);

    assertThat(findings.stream().filter(f -> f.rule().equals("drop-column")))
        .extracting(Finding::suppressed)
        .containsExactly("not read since 2026.08", null);
  }

  @Test
  void aSuppressionNamesSeveralRulesAndTheWholeFile() {
    List<Finding> findings =
        lint(
            """
            -- pgreview:ignore-file drop-table, drop-column the service was shut down
            COMMENT ON TABLE orders IS 'gone';
            ALTER TABLE orders DROP COLUMN note;
            DROP TABLE orders;
            """);

    assertThat(only(findings, "drop-table").suppressed()).isEqualTo("the service was shut down");
    assertThat(only(findings, "drop-column").suppressed()).isEqualTo("the service was shut down");
  }

  @Test
  void aSuppressionWithoutReasonDoesNotCount() {
    List<Finding> findings = lint("-- pgreview:ignore drop-table\nDROP TABLE orders;");

    assertThat(only(findings, "drop-table").suppressed()).isNull();
    assertThat(only(findings, "suppression-hygiene").message()).contains("gives no reason");
  }

  @Test
  void anUnknownRuleIsNamedWithTheOneThatWasMeant() {
    List<Finding> findings = lint("-- pgreview:ignore drop-tabel gone\nDROP TABLE orders;");

    assertThat(only(findings, "suppression-hygiene").message())
        .isEqualTo("There is no rule drop-tabel. Did you mean drop-table?");
    assertThat(only(findings, "suppression-hygiene").span().line()).isEqualTo(1);
  }

  @Test
  void anIdleSuppressionIsTold() {
    List<Finding> findings =
        lint("-- pgreview:ignore truncate gone\nCOMMENT ON TABLE orders IS 'x';");

    assertThat(only(findings, "suppression-hygiene").message()).contains("is not needed");
  }

  @Test
  void aSuppressionOfARuleThatIsOffIsNotIdle() {
    List<Finding> findings =
        lint(
            Map.of("truncate", new RuleSetting(true, Optional.empty(), List.of())),
            "-- pgreview:ignore truncate gone\nCOMMENT ON TABLE orders IS 'x';");

    assertThat(findings).isEmpty();
  }

  @Test
  void configurationSwitchesOffAndChangesSeverityByPath() {
    RuleSetting milder =
        new RuleSetting(false, Optional.of(Severity.NOTICE), List.of("db/V2__*.sql"));
    List<Finding> findings =
        lint(
            Map.of("drop-column", milder),
            "ALTER TABLE orders DROP COLUMN note;",
            "ALTER TABLE orders DROP COLUMN state;");

    assertThat(findings.stream().filter(f -> f.rule().equals("drop-column")))
        .extracting(Finding::severity)
        .containsExactly(Severity.NOTICE, Severity.ERROR);
    assertThat(
            rules(
                lint(
                    Map.of("drop-column", new RuleSetting(true, Optional.empty(), List.of())),
                    "ALTER TABLE orders DROP COLUMN note;")))
        .doesNotContain("drop-column");
  }

  @Test
  void aPolicyThatIsOffSpeaksWhereConfigurationGivesItASeverity() {
    String sql =
        """
        CREATE TABLE lines (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id));
        CREATE INDEX lines_order_id_idx ON lines (order_id);
        """;
    RuleSetting on = new RuleSetting(false, Optional.of(Severity.ERROR), List.of());

    assertThat(rules(lint(sql))).doesNotContain("fk-banned");
    assertThat(only(lint(Map.of("fk-banned", on), sql), "fk-banned").severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void oneFindingStandsForThoseThatSayTheSame() {
    assertThat(rules(lint("DROP TABLE orders CASCADE;")))
        .contains("drop-table-cascade")
        .doesNotContain("drop-table");
  }

  @Test
  void fingerprintsSurviveChangesAroundTheStatement() {
    Finding before = only(lint("TRUNCATE orders;"), "truncate");
    Finding after =
        only(lint("COMMENT ON TABLE orders IS 'x';\n\nTRUNCATE\n  orders;"), "truncate");

    assertThat(after.span().line()).isNotEqualTo(before.span().line());
    assertThat(after.fingerprint()).isEqualTo(before.fingerprint()).matches("[0-9a-f]{32}");
  }

  @Test
  void equalStatementsHaveDifferentFingerprints() {
    assertThat(
            lint("TRUNCATE orders;\nTRUNCATE orders;").stream()
                .filter(finding -> finding.rule().equals("truncate")))
        .extracting(Finding::fingerprint)
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void theSpanIsTheSubcommand() {
    Finding finding =
        only(lint("ALTER TABLE orders\n  ADD COLUMN a int,\n  DROP COLUMN note;"), "drop-column");

    assertThat(finding.span().line()).isEqualTo(3);
    assertThat(finding.span().column()).isEqualTo(3);
    assertThat(finding.span().endColumn()).isEqualTo(19);
    assertThat(finding.docs()).isEqualTo("docs/rules/drop-column.md");
  }

  @Test
  void aSuggestionReplacesWholeLinesOnly() {
    String create = "CREATE INDEX orders_state_idx ON orders (state);";
    Optional<Finding.Suggestion> alone =
        only(lintAutocommit("\n" + create), "create-index-blocking").suggestion();
    Optional<Finding.Suggestion> shared =
        only(lintAutocommit("SELECT 1; " + create), "create-index-blocking").suggestion();

    assertThat(alone)
        .contains(
            new Finding.Suggestion(
                2, 2, "CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);"));
    assertThat(shared).isEmpty();
  }

  @Test
  void theRecipeForAPartitionedTableKeepsWhatStandsBehindItsName() {
    String fix =
        only(
                lint("CREATE INDEX i ON public.\"Day Events\"(id) WHERE id > 3;"),
                "index-on-partitioned")
            .fix();

    assertThat(fix)
        .contains("CREATE INDEX i ON ONLY \"Day Events\" (id) WHERE id > 3;")
        .contains("CREATE INDEX CONCURRENTLY y2025_i ON y2025 (id) WHERE id > 3;")
        .contains("ALTER INDEX i ATTACH PARTITION y2025_i;")
        .doesNotContain("other");
  }

  @Test
  void findingsAreInTheOrderOfFilesAndLines() {
    List<Finding> findings =
        lint("TRUNCATE orders;\nDROP TABLE orders;", "CREATE INDEX ON lines (a);");

    assertThat(findings)
        .extracting(finding -> finding.file() + ":" + finding.span().line())
        .isSorted();
    assertThat(findings).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void whatVacuumLocksOnlyIfItIsFreeIsNoNews() {
    assertThat(rules(lintObserved("VACUUM orders", LockMode.ACCESS_EXCLUSIVE)))
        .doesNotContain("observed-differs");
    assertThat(rules(lintObserved("VACUUM orders", LockMode.EXCLUSIVE)))
        .contains("observed-differs");
    assertThat(rules(lintObserved("VACUUM (TRUNCATE false) orders", LockMode.ACCESS_EXCLUSIVE)))
        .contains("observed-differs");
  }

  /** With this lock on orders. */
  private static List<Finding> lintObserved(String sql, LockMode mode) {
    Observation observation =
        new Observation(
            List.of(new RelationLock(RelationName.of("public", "orders"), mode)),
            new TreeSet<>(),
            new TreeSet<>(),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Optional.empty());
    return new Linter(BuiltInRules.all())
        .lint(
            new LintRequest(
                analysis(TransactionMode.AUTOCOMMIT, sql),
                ReviewConfig.DEFAULT,
                Map.of(),
                Map.of(0, observation),
                List.of(),
                List.of()));
  }

  private static Finding only(List<Finding> findings, String rule) {
    List<Finding> own = findings.stream().filter(finding -> finding.rule().equals(rule)).toList();
    assertThat(own).as("%s in %s", rule, findings).hasSize(1);
    return own.getFirst();
  }

  private static List<String> rules(List<Finding> findings) {
    return findings.stream().map(Finding::rule).toList();
  }

  private static List<Finding> lint(String... files) {
    return lint(Map.of(), files);
  }

  private static List<Finding> lintAutocommit(String sql) {
    return lint(ReviewConfig.DEFAULT, TransactionMode.AUTOCOMMIT, sql);
  }

  private static List<Finding> lint(Map<String, RuleSetting> rules, String... files) {
    ReviewConfig config = ReviewConfig.DEFAULT;
    ReviewConfig own =
        new ReviewConfig(
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
    return lint(own, TransactionMode.WRAPPED, files);
  }

  private static List<Finding> lint(ReviewConfig config, TransactionMode mode, String... files) {
    return new Linter(BuiltInRules.all()).lint(analysis(mode, files), config, Map.of());
  }

  private static ChangeAnalysis analysis(TransactionMode mode, String... files) {
    List<AnalyzedFile> changed = new ArrayList<>();
    for (String sql : files) {
      changed.add(file("db/V" + (changed.size() + 2) + "__x.sql", sql, mode));
    }
    return ChangeAnalyzer.analyze(
        new ChangeInput(
            PostgresVersion.DEFAULT,
            List.of(file("db/V1__base.sql", BASE, TransactionMode.WRAPPED)),
            changed,
            Map.of(),
            new TableStatistics(1_000_000, 0, 10, true)));
  }

  private static AnalyzedFile file(String path, String sql, TransactionMode mode) {
    SqlSection section = SqlSection.verbatim(sql, 0, mode);
    MigrationScript up = new MigrationScript(path, sql, List.of(section));
    Migration migration =
        new Migration(MigrationTool.FLYWAY, MigrationKind.VERSIONED, "", up, Optional.empty());
    return new AnalyzedFile(migration, List.of(PARSER.parse(section)));
  }
}
