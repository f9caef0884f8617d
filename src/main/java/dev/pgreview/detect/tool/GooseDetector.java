package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** goose (Go): {@code 00001_name.sql} with annotations; by number (goose's migration.go). */
final class GooseDetector extends FolderDetector {
  private static final Pattern NAME = Pattern.compile("0*([1-9][0-9]*)_(.*)\\.sql");
  private static final Pattern ANNOTATION =
      Pattern.compile("(?im)^--.*\\+goose\\s+(Up|Down|StatementBegin|NO TRANSACTION)");

  @Override
  public MigrationTool tool() {
    return MigrationTool.GOOSE;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    return folder.mentions(ANNOTATION) ? Optional.of(Evidence.ANNOTATED) : Optional.empty();
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    return matcher.matches()
        ? Optional.of(MigrationName.up(path, matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  String nameForm() {
    return "<number>_<name>.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    return new GooseScript(name.path(), text, reading).sections();
  }
}
