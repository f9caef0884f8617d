package dev.pgreview.config;

import dev.pgreview.migration.MigrationTool;
import dev.pgreview.report.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The settings of a repository, as in {@code .pgreview.yml}; every one has a default. */
public record ReviewConfig(
    OptionalInt postgres,
    Optional<String> baseline,
    List<Migrations> migrations,
    Map<String, RuleSetting> rules,
    FailOn failOn,
    Plan plan,
    Assumption assume,
    Optional<String> stats,
    DryRun dryRun,
    List<String> queries,
    Map<String, Ownership> ownership,
    Optional<String> tenancyColumn,
    Optional<String> piiTag,
    Map<String, String> naming,
    Accept accept) {

  public static final ReviewConfig DEFAULT =
      new ReviewConfig(
          OptionalInt.empty(),
          Optional.empty(),
          List.of(),
          Map.of(),
          FailOn.ERROR,
          Plan.DEFAULT,
          new Assumption(1_000_000, 10),
          Optional.empty(),
          new DryRun(List.of(), Duration.ofMinutes(10), OptionalInt.empty()),
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          new Accept(List.of(), List.of()));

  public ReviewConfig {
    migrations = List.copyOf(migrations);
    rules = Map.copyOf(rules);
    queries = List.copyOf(queries);
    ownership = Map.copyOf(ownership);
    naming = Map.copyOf(naming);
  }

  /** A folder or glob that holds migrations. */
  public record Migrations(
      String path,
      Optional<MigrationTool> tool,
      Map<String, String> placeholders,
      Optional<Boolean> transactional) {
    public Migrations {
      placeholders = Map.copyOf(placeholders);
    }
  }

  /**
   * What is set for a rule.
   *
   * @param off for the given paths, or everywhere when there are none
   * @param severity instead of the rule's own
   * @param paths globs; empty for everywhere
   */
  public record RuleSetting(boolean off, Optional<Severity> severity, List<String> paths) {
    public RuleSetting {
      paths = List.copyOf(paths);
    }
  }

  /** From which severity on a finding fails the review. */
  public enum FailOn {
    ERROR,
    WARNING,
    NOTICE,
    NEVER
  }

  /**
   * The plan gate.
   *
   * @param paths globs where the plan is looked for, after the folder of the migration
   * @param backfillRows trigger b: more rows than this
   * @param writesPerSecond trigger c: at least this many
   * @param lockSeconds trigger f: longer than this
   * @param switchedOff triggers, {@code a} to {@code f}
   */
  public record Plan(
      boolean required,
      List<String> paths,
      long backfillRows,
      double writesPerSecond,
      double lockSeconds,
      List<String> switchedOff) {
    public static final Plan DEFAULT = new Plan(true, List.of(), 10_000, 1, 1, List.of());

    public Plan {
      paths = List.copyOf(paths);
      switchedOff = List.copyOf(switchedOff);
    }
  }

  /** What a table is taken to be when no statistics are known. */
  public record Assumption(long rows, double writesPerSecond) {}

  /**
   * The dry run.
   *
   * @param fillRows rows to generate for each affected table
   */
  public record DryRun(List<String> extensions, Duration timeout, OptionalInt fillRows) {
    public DryRun {
      extensions = List.copyOf(extensions);
    }
  }

  /** Which paths and tables belong to an owner. */
  public record Ownership(List<String> paths, List<String> tables) {
    public Ownership {
      paths = List.copyOf(paths);
      tables = List.copyOf(tables);
    }
  }

  /** Who may accept a finding. */
  public record Accept(List<String> teams, List<String> users) {
    public Accept {
      teams = List.copyOf(teams);
      users = List.copyOf(users);
    }
  }
}
