package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * sql-migrate (Go): any {@code .sql} file with {@code -- +migrate Up}, ordered by the number at the
 * start of the name, then by the whole name; a migration is known by its file name (migrate.go).
 */
final class SqlMigrateDetector extends FolderDetector {
  private static final Pattern NUMBER = Pattern.compile("^(\\d+).*$");
  private static final Pattern ANNOTATION = Pattern.compile("(?m)^-- \\+migrate (Up|Down)");

  @Override
  public MigrationTool tool() {
    return MigrationTool.SQL_MIGRATE;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    return folder.mentions(ANNOTATION) ? Optional.of(Evidence.ANNOTATED) : Optional.empty();
  }

  @Override
  Optional<MigrationName> name(String path) {
    String file = RepositoryPath.name(path);
    return Optional.of(MigrationName.up(path, RepositoryPath.stem(file), file));
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing((MigrationName name) -> number(name).isEmpty())
        .thenComparing(name -> number(name).orElse(BigInteger.ZERO))
        .thenComparing(MigrationName::description);
  }

  private static Optional<BigInteger> number(MigrationName name) {
    Matcher matcher = NUMBER.matcher(name.description());
    return matcher.matches() ? Optional.of(new BigInteger(matcher.group(1))) : Optional.empty();
  }

  @Override
  boolean versionsAreUnique() {
    return false;
  }

  @Override
  String nameForm() {
    return "<name>.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    return new SqlMigrateScript(name.path(), text, reading).sections();
  }
}
