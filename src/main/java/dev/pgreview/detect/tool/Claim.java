package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.migration.MigrationTool;
import java.util.List;
import java.util.function.Function;

/**
 * Files that a tool would run as one history.
 *
 * @param root the folder that holds them
 * @param files all files that no other tool may take, among them what the tool ignores
 * @param reader reads them, once the claim is granted
 */
public record Claim(
    MigrationTool tool,
    Evidence evidence,
    String root,
    List<String> files,
    Function<Reading, MigrationHistory> reader) {
  public Claim {
    files = List.copyOf(files);
  }
}
