package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pairs ways up with ways back and puts them into the tool's order. */
final class HistoryBuilder {
  private record Found(MigrationName name, String text, ScriptSections sections) {}

  private final MigrationTool tool;
  private final Reading reading;
  private final List<Found> ups = new ArrayList<>();
  private final Map<String, Found> downs = new LinkedHashMap<>();
  private final List<Found> unnamed = new ArrayList<>();

  HistoryBuilder(MigrationTool tool, Reading reading) {
    this.tool = tool;
    this.reading = reading;
  }

  void add(MigrationName name, String text, ScriptSections sections) {
    Found found = new Found(name, text, sections);
    if (name.direction() == MigrationName.Direction.UP) {
      ups.add(found);
    } else {
      downs.put(key(name), found);
    }
  }

  /** A file whose name says nothing; such files come last, in the order in which they are added. */
  void addUnnamed(String path, String text, ScriptSections sections) {
    unnamed.add(new Found(MigrationName.up(path, "", ""), text, sections));
  }

  /**
   * The history.
   *
   * @param order between ways up
   * @param versionsAreUnique whether the tool knows a migration by its version alone
   */
  MigrationHistory build(String root, Comparator<MigrationName> order, boolean versionsAreUnique) {
    ups.sort(
        Comparator.comparing(Found::name, order)
            .thenComparing(found -> found.name().path(), Comparator.naturalOrder()));
    if (versionsAreUnique) {
      noteDuplicates();
    }
    boolean hasDowns = !downs.isEmpty() || ups.stream().anyMatch(HistoryBuilder::hasOwnDown);
    List<Migration> migrations = new ArrayList<>();
    for (Found up : ups) {
      migrations.add(migration(up, hasDowns));
    }
    for (Found found : unnamed) {
      migrations.add(migration(found, false));
    }
    downs.values().forEach(this::noteOrphan);
    return new MigrationHistory(tool, root, migrations);
  }

  /** The same for versions that are equal as numbers: 1.2 and 1_2, 7 and 007. */
  private static String key(MigrationName name) {
    return VersionNumber.parse(name.version())
        .map(number -> number.parts().toString())
        .orElse(name.version());
  }

  private static boolean hasOwnDown(Found found) {
    return found.sections().down().filter(down -> !ScriptSections.isBlank(down)).isPresent();
  }

  private Migration migration(Found up, boolean hasDowns) {
    Optional<Found> pair = Optional.ofNullable(downs.remove(key(up.name())));
    Optional<MigrationScript> down =
        pair.map(found -> script(found, found.sections().up()))
            .or(() -> up.sections().down().map(sections -> script(up, sections)));
    boolean empty = down.isEmpty() || ScriptSections.isBlank(down.get().sections());
    if (hasDowns && empty && up.name().kind() == MigrationKind.VERSIONED) {
      reading.notice(
          Kind.MISSING_DOWN,
          up.name().path(),
          1,
          "This migration has no way back"
              + pair.map(found -> " (" + RepositoryPath.name(found.name().path()) + " has no SQL)")
                  .orElse("")
              + ", though others of this folder have one: it cannot be rolled back with "
              + tool.id()
              + ".");
    }
    if (ScriptSections.isBlank(up.sections().up()) && reading.isReadable(up.name().path())) {
      reading.notice(
          Kind.EMPTY, up.name().path(), 1, "The file has no SQL: there is nothing to review.");
    }
    return new Migration(
        tool, up.name().kind(), up.name().version(), script(up, up.sections().up()), down);
  }

  private static MigrationScript script(Found found, List<SqlSection> sections) {
    return new MigrationScript(found.name().path(), found.text(), sections);
  }

  private void noteDuplicates() {
    Map<String, String> seen = new HashMap<>();
    for (Found up : ups) {
      String other = seen.putIfAbsent(up.name().kind() + key(up.name()), up.name().path());
      if (other != null && !up.name().version().isEmpty()) {
        reading.notice(
            Kind.DUPLICATE_VERSION,
            up.name().path(),
            1,
            "Version "
                + up.name().version()
                + " is also the version of "
                + other
                + ": "
                + tool.id()
                + " knows a migration by its version and refuses or skips one of them.");
      }
    }
  }

  private void noteOrphan(Found down) {
    reading.notice(
        Kind.ORPHAN_DOWN,
        down.name().path(),
        1,
        "There is no migration of version " + down.name().version() + " that this could undo.");
  }
}
