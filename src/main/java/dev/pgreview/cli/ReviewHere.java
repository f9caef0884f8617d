package dev.pgreview.cli;

import dev.pgreview.cli.doctor.CheckResult;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.ListedFiles;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.sql.SqlParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tries what a review does: parsing, a dry run, and finding the migrations of a folder. */
final class ReviewHere {
  private static final String MIGRATION = "CREATE TABLE doctor (id bigint PRIMARY KEY);";

  private final Terminal terminal;
  private Optional<ReviewInput> found = Optional.empty();
  private String problem = "";

  ReviewHere(Terminal terminal) {
    this.terminal = terminal;
  }

  CheckResult parser() {
    long start = System.nanoTime();
    try {
      int statements =
          new SqlParser()
              .parse(SqlSection.verbatim(MIGRATION, 0, TransactionMode.AUTOCOMMIT))
              .statements()
              .size();
      return statements == 1
          ? CheckResult.good("read a statement in " + millisSince(start) + " ms")
          : CheckResult.stops("does not read SQL", "build pgreview anew: remove its target folder");
    } catch (RuntimeException | LinkageError failure) {
      return CheckResult.stops(
          "does not start: " + failure, "build pgreview anew: remove its target folder");
    }
  }

  /** A migration on the server that reviews of this folder ask. */
  CheckResult dryRun() {
    PostgresVersion version = look().map(ReviewInput::postgres).orElse(PostgresVersion.DEFAULT);
    try (Engine engine = new Engine(terminal.environment())) {
      DryRunReport report = engine.review(trial(version), _ -> {}).dryRun();
      return switch (report.status()) {
        case APPLIED ->
            CheckResult.good(
                report.server()
                    + " PostgreSQL "
                    + report.postgresVersion()
                    + " applied a migration in "
                    + report.duration().toMillis()
                    + " ms");
        case SKIPPED -> skipped(String.valueOf(report.skippedBecause()));
        case FAILED, TIMED_OUT ->
            CheckResult.stops(
                "PostgreSQL " + version.major() + " starts and does not work: " + report.error());
      };
    } catch (CommandFailure unusable) {
      return CheckResult.stops(String.valueOf(unusable.getMessage()));
    }
  }

  private CheckResult skipped(String because) {
    return "off".equals(terminal.environment().get("PGREVIEW_DRY_RUN"))
        ? CheckResult.absent("none: PGREVIEW_DRY_RUN is off", "reviews show predictions only")
        : CheckResult.stops(
            "no PostgreSQL can be had: " + because,
            "`review --no-dry-run` and PGREVIEW_DRY_RUN=off do without, on predictions only");
  }

  private static ReviewInput trial(PostgresVersion version) {
    List<SourceFile> files = List.of(new SourceFile("V1__doctor.sql", MIGRATION));
    MigrationChange change =
        new ListedFiles(
                List.of(), files, List.of(), List.of(), Optional.of(MigrationTool.PLAIN), List.of())
            .change();
    return new ReviewInput(
        "doctor",
        version,
        Optional.empty(),
        change,
        List.of(),
        Map.of(),
        ReviewConfig.DEFAULT,
        true);
  }

  /** What `pgreview review` would take for deployed and for the change. */
  CheckResult folder() {
    Optional<ReviewInput> input = look();
    if (input.isEmpty()) {
      return CheckResult.stops("cannot be reviewed: " + problem);
    }
    MigrationChange change = input.get().change();
    String base = input.get().baseDescription().orElse("");
    if (change.histories().isEmpty()) {
      return CheckResult.absent(
          "no migration is changed. " + base,
          "if there should be one: `migrations` in .pgreview.yml says where migrations are");
    }
    String histories =
        change.histories().stream()
            .map(
                one ->
                    one.tool().id()
                        + " "
                        + one.changed().size()
                        + " changed and "
                        + one.base().size()
                        + " deployed")
            .collect(Collectors.joining(", "));
    return CheckResult.good(histories + ". " + base);
  }

  private Optional<ReviewInput> look() {
    if (found.isEmpty() && problem.isEmpty()) {
      try {
        found = Optional.of(new LocalReview(terminal, new ChangeOptions().of(".")).read());
      } catch (CommandFailure failure) {
        problem = String.valueOf(failure.getMessage());
      }
    }
    return found;
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
