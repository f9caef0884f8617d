package dev.pgreview.detect.tool;

import dev.pgreview.migration.MigrationTool;
import java.util.List;
import java.util.Optional;

/** All detectors. Between tools with equal evidence for a folder the earlier one gets it. */
public final class BuiltInDetectors {
  public static final List<MigrationDetector> ALL =
      List.of(
          new FlywayDetector(),
          new LiquibaseDetector(),
          new DrizzleDetector(),
          new PrismaDetector(),
          new DieselDetector(),
          new SqitchDetector(),
          new AtlasDetector(),
          new SupabaseDetector(),
          new GooseDetector(),
          new DbmateDetector(),
          new SqlMigrateDetector(),
          new TernDetector(),
          new NodePgMigrateDetector(),
          new PopDetector(),
          new SqlxDetector(),
          new GolangMigrateDetector(),
          new PlainDetector());

  private BuiltInDetectors() {}

  /** The detector of a tool; tools whose migrations are not SQL have none. */
  public static Optional<MigrationDetector> of(MigrationTool tool) {
    return ALL.stream().filter(detector -> detector.tool() == tool).findFirst();
  }
}
