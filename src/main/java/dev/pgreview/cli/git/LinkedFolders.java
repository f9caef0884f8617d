package dev.pgreview.cli.git;

import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.DetectionNotice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Symbolic links to folders beside migrations. Tools follow them; a review does not, and says so,
 * for anything could be behind them.
 */
final class LinkedFolders {
  private LinkedFolders() {}

  /**
   * The change with a notice for each.
   *
   * @param now what was found
   * @param links new or changed symbolic links
   */
  static MigrationChange noted(
      MigrationChange change, MigrationDetection now, Path root, Collection<String> links) {
    List<DetectionNotice> notices = new ArrayList<>(change.notices());
    for (String link : links) {
      boolean beside = now.histories().stream().anyMatch(history -> isBeside(link, history));
      if (beside && Files.isDirectory(root.resolve(link))) {
        notices.add(
            DetectionNotice.of(
                DetectionNotice.Kind.UNREADABLE,
                link,
                "This is a symbolic link to a folder, and links are not followed: nothing behind it"
                    + " is reviewed. Put the files themselves here."));
      }
    }
    return new MigrationChange(change.histories(), notices);
  }

  private static boolean isBeside(String link, MigrationHistory history) {
    String folder = RepositoryPath.folder(link);
    boolean inRoot = !history.root().isEmpty() && RepositoryPath.isUnder(folder, history.root());
    return inRoot
        || history.migrations().stream()
            .anyMatch(migration -> RepositoryPath.folder(migration.path()).equals(folder));
  }
}
