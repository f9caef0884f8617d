package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.migration.MigrationTool;
import java.util.List;

/** What one tool takes for migrations, and how it runs them. Implementations have no state. */
public interface MigrationDetector {
  MigrationTool tool();

  /** The histories that the tool would run, each with why. */
  List<Claim> claims(Survey survey);

  /** Reads files that are known to be this tool's; those whose names do not fit come last. */
  MigrationHistory read(String root, List<String> files, Reading reading);
}
