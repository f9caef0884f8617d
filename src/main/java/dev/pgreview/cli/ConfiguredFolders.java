package dev.pgreview.cli;

import dev.pgreview.cli.git.LocalChange;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.source.LocationGlob;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.DetectionNotice;
import java.util.ArrayList;
import java.util.List;

/** Folders of migrations that the configuration names and that are not there. */
final class ConfiguredFolders {
  private ConfiguredFolders() {}

  /**
   * The change with a notice for each: a misspelt folder must not look like one without changes.
   *
   * @param configFolder from the root
   * @param configFile from the root
   * @param scope what is reviewed; folders elsewhere do not matter
   */
  static MigrationChange noted(
      LocalChange change,
      ReviewConfig config,
      String configFolder,
      String configFile,
      String scope) {
    List<DetectionNotice> notices = new ArrayList<>(change.change().notices());
    for (ReviewConfig.Migrations location : config.migrations()) {
      LocationGlob wanted = LocationGlob.of(RepositoryPath.resolve(configFolder, location.path()));
      boolean inScope = RepositoryPath.isUnder(wanted.folder(), scope);
      if (inScope && change.files().paths().stream().noneMatch(wanted::matches)) {
        notices.add(
            DetectionNotice.of(
                DetectionNotice.Kind.EMPTY,
                configFile,
                "`migrations` names "
                    + location.path()
                    + ", where there is no file: nothing of it is reviewed. Correct the path."));
      }
    }
    return new MigrationChange(change.change().histories(), notices);
  }
}
