package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.Comparator;
import java.util.List;

/** Files that no tool claims, run one after the other as they are given. */
public final class PlainFiles {
  private PlainFiles() {}

  public static MigrationHistory inOrder(List<String> files, Reading reading) {
    HistoryBuilder history = new HistoryBuilder(MigrationTool.PLAIN, reading);
    for (String file : files) {
      String text = reading.text(file);
      history.addUnnamed(
          file, text, ScriptSections.whole(text, reading.mode(TransactionMode.AUTOCOMMIT)));
    }
    return history.build("", Comparator.comparing(MigrationName::path), false);
  }
}
