package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * node-pg-migrate's SQL files: {@code <timestamp>_name.sql} with {@code -- Up Migration} and {@code
 * -- Down Migration} (src/sqlMigration.ts), ordered by the number, then by the name
 * (src/utils/comparators.ts), each in a transaction. Its JavaScript migrations are named and not
 * reviewed.
 */
final class NodePgMigrateDetector extends FolderDetector {
  private static final Pattern NAME = Pattern.compile("(\\d+)[-_](.*)\\.sql");
  private static final Pattern UP = direction("up");
  private static final Pattern DOWN = direction("down");
  private static final Pattern DEPENDENCY = Pattern.compile("\"node-pg-migrate\"");

  private static Pattern direction(String word) {
    return Pattern.compile(
        "^\\s*--[\\s-]*" + word + "\\s+migration", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
  }

  @Override
  public MigrationTool tool() {
    return MigrationTool.NODE_PG_MIGRATE;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    if (!folder.has(NAME)) {
      return Optional.empty();
    }
    return folder.mentions(UP)
        ? Optional.of(Evidence.ANNOTATED)
        : survey
            .manifests()
            .dependency(folder.path(), DEPENDENCY)
            .filter(why -> why == Evidence.DEPENDENCY && folder.path().contains("migration"));
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    return matcher.matches()
        ? Optional.of(MigrationName.up(path, matcher.group(1), RepositoryPath.stem(path)))
        : Optional.empty();
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing(MigrationName::version, VersionNumber.order())
        .thenComparing(MigrationName::description);
  }

  @Override
  boolean versionsAreUnique() {
    return false;
  }

  @Override
  String nameForm() {
    return "<timestamp>_<name>.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    int up = start(UP, text);
    int down = start(DOWN, text);
    TransactionMode mode = reading.mode(TransactionMode.WRAPPED);
    int upFrom = Math.max(up, 0);
    int upTo = up >= 0 && down > up ? down : text.length();
    List<SqlSection> ups = List.of(SqlSection.verbatim(text.substring(upFrom, upTo), upFrom, mode));
    if (down < 0) {
      return new ScriptSections(ups, Optional.empty());
    }
    int downTo = up > down ? up : text.length();
    return new ScriptSections(
        ups, Optional.of(List.of(SqlSection.verbatim(text.substring(down, downTo), down, mode))));
  }

  private static int start(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.start() : -1;
  }
}
