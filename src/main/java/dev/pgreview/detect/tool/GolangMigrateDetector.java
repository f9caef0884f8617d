package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * golang-migrate: {@code 0001_name.up.sql} with {@code 0001_name.down.sql}. A file is one simple
 * query, so several statements are one implicit transaction (golang-migrate's
 * database/postgres/README.md, "Multi-statement mode"); {@code transactional: false} stands for
 * {@code x-multi-statement}. Names as in source/parse.go; the hand-written runners that put a V
 * before the number and dots around the name work alike and are read alike.
 */
final class GolangMigrateDetector extends FolderDetector {
  static final Pattern NAME = Pattern.compile("[vV]?(\\d+)(?:_(.*)|\\.(.+)|)\\.(up|down)\\.sql");
  private static final Pattern DEPENDENCY = Pattern.compile("golang-migrate/migrate");

  @Override
  public MigrationTool tool() {
    return MigrationTool.GOLANG_MIGRATE;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    return folder.has(NAME)
        ? survey
            .manifests()
            .dependency(folder.path(), DEPENDENCY)
            .or(() -> Optional.of(Evidence.NAMED))
        : Optional.empty();
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String description =
        Optional.ofNullable(matcher.group(2))
            .or(() -> Optional.ofNullable(matcher.group(3)))
            .orElse("");
    return Optional.of(MigrationName.of(path, matcher.group(4), matcher.group(1), description));
  }

  @Override
  String nameForm() {
    return "<number>_<name>.up.sql and <number>_<name>.down.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    return ScriptSections.whole(text, reading.mode(TransactionMode.IMPLICIT));
  }
}
