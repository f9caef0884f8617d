package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.Documents;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Drizzle Kit: SQL files in the order of meta/_journal.json; newer versions give each migration a
 * folder with migration.sql and snapshot.json. All pending migrations run in one transaction
 * (drizzle-orm/src/pg-core/dialect.ts, {@code migrate}), of which a section here shows one file's
 * part. {@code --> statement-breakpoint} is a comment to PostgreSQL.
 */
final class DrizzleDetector extends FolderDetector {
  private static final String JOURNAL = "meta/_journal.json";
  private static final Pattern BREAKPOINT = Pattern.compile("--> statement-breakpoint");
  private static final Pattern NAME = Pattern.compile("\\d+_.*\\.sql");
  private static final Pattern FOLDER_FILE = Pattern.compile("migration\\.sql");

  @Override
  public MigrationTool tool() {
    return MigrationTool.DRIZZLE;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    List<String> tags = folder.holds(JOURNAL) ? tags(folder.path(), folder.tree()) : List.of();
    // A journal of which no file is left belongs to a folder that is now kept by hand.
    boolean journal =
        folder.named(NAME).stream().anyMatch(file -> tags.contains(RepositoryPath.stem(file)));
    boolean snapshots =
        folder.named(FOLDER_FILE).stream()
            .map(RepositoryPath::folder)
            .anyMatch(f -> folder.tree().contains(f + "/snapshot.json"));
    if (journal || snapshots) {
      return Optional.of(Evidence.MARKER);
    }
    return folder.mentions(BREAKPOINT) ? Optional.of(Evidence.ANNOTATED) : Optional.empty();
  }

  @Override
  Optional<MigrationName> name(String path) {
    if (FOLDER_FILE.matcher(RepositoryPath.name(path)).matches()) {
      String folder = RepositoryPath.name(RepositoryPath.folder(path));
      return Optional.of(MigrationName.up(path, folder, folder));
    }
    String stem = RepositoryPath.stem(path);
    return NAME.matcher(RepositoryPath.name(path)).matches()
        ? Optional.of(MigrationName.up(path, stem, stem))
        : Optional.empty();
  }

  @Override
  List<MigrationName> listed(String root, List<MigrationName> names, Reading reading) {
    List<String> tags = tags(root, reading.tree());
    if (tags.isEmpty()) {
      return names;
    }
    Set<String> wanted = new LinkedHashSet<>(tags);
    List<MigrationName> listed = new ArrayList<>();
    for (MigrationName name : names) {
      if (wanted.remove(name.version())) {
        listed.add(name);
      } else {
        reading.notice(
            Kind.NOT_LISTED,
            name.path(),
            1,
            "The file is not in " + JOURNAL + ": Drizzle never runs it. Make it with drizzle-kit.");
      }
    }
    for (String missing : wanted) {
      reading.notice(
          Kind.NOT_LISTED,
          RepositoryPath.resolve(root, JOURNAL),
          1,
          "The journal lists " + missing + ", but there is no " + missing + ".sql: Drizzle stops.");
    }
    return listed;
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    Map<String, Integer> positions = new HashMap<>();
    for (String tag : tags(root, reading.tree())) {
      positions.putIfAbsent(tag, positions.size());
    }
    return Comparator.<MigrationName>comparingInt(
            name -> positions.getOrDefault(name.version(), Integer.MAX_VALUE))
        .thenComparing(MigrationName::version);
  }

  /** The names in the journal, in its order. */
  private static List<String> tags(String root, SourceTree tree) {
    List<String> tags = new ArrayList<>();
    tree.text(RepositoryPath.resolve(root, JOURNAL))
        .flatMap(Documents::json)
        .map(journal -> journal.get("entries"))
        .ifPresent(
            entries -> {
              for (Object entry : entries instanceof List<?> list ? list : List.of()) {
                if (entry instanceof Map<?, ?> fields && fields.get("tag") != null) {
                  tags.add(String.valueOf(fields.get("tag")));
                }
              }
            });
    return tags;
  }

  @Override
  String nameForm() {
    return "<number>_<name>.sql and listed in " + JOURNAL;
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    return ScriptSections.whole(text, reading.mode(TransactionMode.WRAPPED));
  }
}
