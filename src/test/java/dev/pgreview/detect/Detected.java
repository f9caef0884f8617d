package dev.pgreview.detect;

import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.SqlSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Small repositories in memory, and what was found in them as text that tests can compare. */
public final class Detected {
  private Detected() {}

  /** Alternating paths and texts. */
  public static Map<String, String> files(String... pathsAndTexts) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return files;
  }

  public static MigrationDetection in(String... pathsAndTexts) {
    return Detectors.detect(SourceTree.of(files(pathsAndTexts)), DetectionSettings.DEFAULT);
  }

  /** A line for each history and one for each of its migrations. */
  public static List<String> lines(MigrationDetection detection) {
    List<String> lines = new ArrayList<>();
    for (MigrationHistory history : detection.histories()) {
      lines.add(history.tool().id() + " " + history.root());
      history.migrations().forEach(migration -> lines.add("  " + line(migration)));
    }
    return lines;
  }

  public static String line(Migration migration) {
    return migration.kind().name().charAt(0)
        + " "
        + migration.version()
        + " "
        + migration.path()
        + migration.down().map(down -> " <- " + down.path()).orElse("");
  }

  /** The paths in their order. */
  public static List<String> paths(List<Migration> migrations) {
    return migrations.stream().map(Migration::path).toList();
  }

  /** Each section as "MODE: sql", blanks made one. */
  public static List<String> sections(MigrationScript script) {
    return script.sections().stream().map(Detected::section).toList();
  }

  private static String section(SqlSection section) {
    return section.transactionMode() + ": " + section.sql().strip().replaceAll("\\s+", " ");
  }

  /** Each notice as "KIND path:line". */
  public static List<String> places(List<DetectionNotice> notices) {
    return notices.stream()
        .map(notice -> notice.kind() + " " + notice.path() + ":" + notice.line())
        .toList();
  }

  public static String messages(List<DetectionNotice> notices) {
    return notices.stream().map(DetectionNotice::message).collect(Collectors.joining("\n"));
  }
}
