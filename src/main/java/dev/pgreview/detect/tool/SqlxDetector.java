package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * sqlx (Rust): {@code <version>_<description>.sql}, or the pair {@code .up.sql} and {@code
 * .down.sql}; each in a transaction unless the file starts with {@code -- no-transaction}
 * (sqlx-core/src/migrate/source.rs). Even then the file is sent as one simple query
 * (sqlx-postgres/src/migrate.rs), so that several statements are one implicit transaction.
 */
final class SqlxDetector extends FolderDetector {
  private static final String NO_TRANSACTION = "-- no-transaction";
  private static final Pattern NAME = Pattern.compile("(\\d+)_(.*?)(?:\\.(up|down))?\\.sql");
  private static final Pattern OPTS_OUT = Pattern.compile("\\A" + NO_TRANSACTION);
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?m)^\\s*sqlx(-core)?\\s*[.=]|^\\[.*dependencies\\.sqlx");

  @Override
  public MigrationTool tool() {
    return MigrationTool.SQLX;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    if (!folder.has(NAME)) {
      return Optional.empty();
    }
    return folder.mentions(OPTS_OUT)
        ? Optional.of(Evidence.ANNOTATED)
        : survey.manifests().dependency(folder.path(), DEPENDENCY).filter(why -> plausible(folder));
  }

  /** A Rust crate may hold other SQL; sqlx looks into a folder "migrations" unless told. */
  private static boolean plausible(SqlFolder folder) {
    return folder.path().contains("migration");
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    return matcher.matches()
        ? Optional.of(
            MigrationName.of(
                path,
                Optional.ofNullable(matcher.group(3)).orElse("up"),
                matcher.group(1),
                matcher.group(2)))
        : Optional.empty();
  }

  @Override
  String nameForm() {
    return "<version>_<description>.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    if (!text.startsWith(NO_TRANSACTION)) {
      return ScriptSections.whole(text, reading.mode(TransactionMode.WRAPPED));
    }
    return OneQuery.file(name.path(), text, "\"" + NO_TRANSACTION + "\"", reading);
  }
}
