package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Supabase: {@code supabase/migrations/<timestamp>_name.sql}. The statements go in one pipeline,
 * which is one implicit transaction (supabase/cli, pkg/migration/file.go, {@code ExecBatch}). Order
 * is that of the file names.
 */
final class SupabaseDetector extends FolderDetector {
  private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.sql");

  @Override
  public MigrationTool tool() {
    return MigrationTool.SUPABASE;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    boolean place =
        folder.path().equals("supabase/migrations")
            || folder.path().endsWith("/supabase/migrations");
    return place && folder.has(NAME) ? Optional.of(Evidence.MARKER) : Optional.empty();
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
    return "<timestamp>_<name>.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    return ScriptSections.whole(text, reading.mode(TransactionMode.IMPLICIT));
  }
}
