package dev.pgreview.cli.git;

import dev.pgreview.detect.ChangeDetection;
import dev.pgreview.detect.Detectors;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.Migration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What detection finds for a checkout, for a folder or for a single file of it. */
final class Found {
  private Found() {}

  /** The migrations in what is asked for; of a single file, those of its history. */
  static MigrationDetection in(SourceTree tree, Checkout checkout, DetectionSettings settings) {
    if (!checkout.isFile()) {
      return Detectors.detect(tree, settings);
    }
    String path = checkout.scope();
    String folder = RepositoryPath.folder(path);
    for (String scope : List.of("", RepositoryPath.folder(folder), folder)) {
      MigrationDetection found =
          Detectors.detect(
              tree, new DetectionSettings(scope, settings.configFolder(), settings.locations()));
      if (found.histories().stream().anyMatch(history -> has(history, path))) {
        return found;
      }
    }
    return tree.contains(path)
        ? Detectors.listed(tree, List.of(path), Optional.empty(), Optional.empty())
        : MigrationDetection.EMPTY;
  }

  private static boolean has(MigrationHistory history, String path) {
    return history.migrations().stream().anyMatch(migration -> isAt(migration, path));
  }

  private static boolean isAt(Migration migration, String path) {
    return migration.path().equals(path)
        || migration.down().filter(down -> down.path().equals(path)).isPresent();
  }

  /** A change without what is not asked for. */
  static MigrationChange limited(MigrationChange change, Checkout checkout) {
    if (!checkout.isFile()) {
      return change;
    }
    List<MigrationChange.HistoryChange> histories = new ArrayList<>();
    for (MigrationChange.HistoryChange history : change.histories()) {
      List<Migration> all = history.changed();
      List<Migration> wanted =
          all.stream().filter(migration -> isAt(migration, checkout.scope())).toList();
      if (!wanted.isEmpty()) {
        List<Migration> base = new ArrayList<>(history.base());
        // What the change runs before the file is there when the file runs.
        base.addAll(all.subList(0, all.indexOf(wanted.getFirst())));
        histories.add(
            new MigrationChange.HistoryChange(history.tool(), history.root(), base, wanted));
      }
    }
    return new MigrationChange(
        histories,
        change.notices().stream().filter(n -> n.path().equals(checkout.scope())).toList());
  }

  /** Everything up to a version is deployed. */
  static MigrationChange since(MigrationDetection now, String version, String where)
      throws CheckoutException {
    return ChangeDetection.since(now, version)
        .orElseThrow(
            () ->
                new CheckoutException(
                    now.histories().isEmpty()
                        ? "No migrations were found, so " + where + " " + version + " says nothing."
                        : "No migration has the version "
                            + version
                            + " ("
                            + where
                            + "), nor one to compare it with."));
  }

  /** Files that are gone and whose text is now at another path: old path to new path. */
  static Map<String, String> renames(FileSnapshotTree base, FileSnapshotTree now) {
    Map<String, List<String>> gone = new HashMap<>();
    for (String path : base.ids().keySet()) {
      if (RepositoryPath.isSql(path) && !now.has(path)) {
        gone.computeIfAbsent(base.tree().source(path).text(), t -> new ArrayList<>()).add(path);
      }
    }
    Map<String, String> renames = new HashMap<>();
    if (!gone.isEmpty()) {
      for (String path : now.tree().filesUnder("")) {
        if (RepositoryPath.isSql(path) && !base.has(path)) {
          List<String> old = gone.getOrDefault(now.tree().source(path).text(), List.of());
          if (!old.isEmpty()) {
            renames.put(old.removeFirst(), path);
          }
        }
      }
    }
    return renames;
  }
}
