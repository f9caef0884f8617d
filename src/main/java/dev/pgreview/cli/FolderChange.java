package dev.pgreview.cli;

import dev.pgreview.detect.ChangeDetection;
import dev.pgreview.detect.Detectors;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.SourceText;
import dev.pgreview.detect.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The change of a folder that is in no repository.
 *
 * @param base which state was taken as deployed, a sentence without a full stop
 */
record FolderChange(String base, MigrationChange change, SourceTree files) {
  /**
   * @param since everything up to this version is deployed; empty for nothing
   */
  static FolderChange of(Path root, DetectionSettings settings, Optional<String> since) {
    SourceTree tree = tree(root);
    MigrationDetection now = Detectors.detect(tree, settings);
    if (since.isEmpty()) {
      return new FolderChange("Nothing exists before", ChangeDetection.everything(now), tree);
    }
    MigrationChange change =
        ChangeDetection.since(now, since.get())
            .orElseThrow(
                () -> new CommandFailure("no migration has the version `" + since.get() + "`"));
    return new FolderChange("Deployed is everything up to " + since.get(), change, tree);
  }

  private static SourceTree tree(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      List<String> paths =
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString().replace('\\', '/'))
              .filter(path -> !path.startsWith(".git/"))
              .sorted()
              .toList();
      return SourceTree.of(paths, path -> read(root.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceText read(Path file) {
    try {
      return SourceText.of(Files.readString(file));
    } catch (IOException e) {
      return SourceText.unreadable("The file cannot be read as UTF-8 text: " + Failures.message(e));
    }
  }
}
