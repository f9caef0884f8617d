package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL files without a known tool, as psql -f would run them: statement by statement, a transaction
 * being what the file itself opens. Ordered by the number or date at the start of the name, then by
 * name. Only folders named like migrations are taken, so that queries and seeds are not.
 */
final class PlainDetector extends FolderDetector {
  private static final Pattern NUMBERED =
      Pattern.compile(
          "[vV]?(\\d{4}-\\d{2}-\\d{2}(?:[T_-]?\\d+)?|\\d+(?:[._]\\d+)*)(?:[^0-9].*)?\\.sql");
  private static final Pattern BACKWARD =
      Pattern.compile(
          "(?i).*([._-](down|rollback|undo|revert)|^(down|rollback|undo|revert)[._-].*)\\.sql");
  private static final Pattern DOWN_FOLDER = Pattern.compile("(?i)(down|rollback|revert|undo)s?");
  private static final Set<String> MIGRATION_FOLDERS =
      Set.of(
          "migrations",
          "migration",
          "migrate",
          "patches",
          "deltas",
          "delta",
          "upgrades",
          "upgrade",
          "updates",
          "changes",
          "changesets",
          "evolutions");
  private static final Set<String> SCHEMA_FOLDERS = Set.of("schema", "schemas", "ddl");

  @Override
  public MigrationTool tool() {
    return MigrationTool.PLAIN;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    String name = folder.nameOfFolder();
    String parent = RepositoryPath.name(RepositoryPath.folder(folder.path()));
    boolean down = DOWN_FOLDER.matcher(name).matches();
    boolean here = MIGRATION_FOLDERS.contains(name);
    // One below: migrations/postgres, migrations/v2, schema/tables.
    boolean below = MIGRATION_FOLDERS.contains(parent) && folder.has(NUMBERED);
    if (!down && (here || below)) {
      return Optional.of(Evidence.NAMED);
    }
    return SCHEMA_FOLDERS.contains(name) ? Optional.of(Evidence.LAST_RESORT) : Optional.empty();
  }

  @Override
  List<String> relevant(List<String> files) {
    boolean numbered = files.stream().anyMatch(f -> version(f).isPresent());
    return files.stream()
        .filter(f -> !BACKWARD.matcher(RepositoryPath.name(f)).matches())
        .filter(f -> !numbered || version(f).isPresent())
        .toList();
  }

  private static Optional<String> version(String path) {
    Matcher matcher = NUMBERED.matcher(RepositoryPath.name(path));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Override
  Optional<MigrationName> name(String path) {
    return Optional.of(MigrationName.up(path, version(path).orElse(""), RepositoryPath.name(path)));
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing(
            (MigrationName name) -> name.version().replace("-", "").replace("T", ""),
            VersionNumber.order())
        .thenComparing(MigrationName::description);
  }

  @Override
  boolean versionsAreUnique() {
    return false;
  }

  @Override
  String nameForm() {
    return "<number>_<name>.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    return ScriptSections.whole(text, reading.mode(TransactionMode.AUTOCOMMIT));
  }
}
