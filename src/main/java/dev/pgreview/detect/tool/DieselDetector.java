package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.Documents;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Diesel (Rust): a folder for each migration with up.sql and down.sql, ordered by the folder's name
 * up to the first underscore, without dashes (migrations_internals/src/lib.rs). {@code
 * run_in_transaction = false} in metadata.toml sends the file without a transaction, but as one
 * query (diesel_migrations/src/file_based_migrations.rs).
 */
final class DieselDetector extends FolderDetector {
  private static final Pattern UP = Pattern.compile("up\\.sql");
  private static final Pattern DEPENDENCY =
      Pattern.compile("(?m)^\\s*diesel(_migrations)?\\s*[.=]|^\\[.*dependencies\\.diesel");

  @Override
  public MigrationTool tool() {
    return MigrationTool.DIESEL;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    if (!folder.has(UP)) {
      return Optional.empty();
    }
    String parent = RepositoryPath.folder(folder.path());
    return folder.tree().contains(RepositoryPath.resolve(parent, "diesel.toml"))
        ? Optional.of(Evidence.MARKER)
        : survey
            .manifests()
            .dependency(folder.path(), DEPENDENCY)
            .or(() -> Optional.of(Evidence.NAMED));
  }

  @Override
  Optional<MigrationName> name(String path) {
    String file = RepositoryPath.name(path);
    String folder = RepositoryPath.name(RepositoryPath.folder(path));
    if (!file.equals("up.sql") && !file.equals("down.sql")) {
      return Optional.empty();
    }
    int underscore = folder.indexOf('_');
    String version = (underscore < 0 ? folder : folder.substring(0, underscore)).replace("-", "");
    String description = underscore < 0 ? "" : folder.substring(underscore + 1);
    return Optional.of(MigrationName.of(path, RepositoryPath.stem(file), version, description));
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing(MigrationName::version);
  }

  @Override
  String nameForm() {
    return "<version>_<name>/up.sql and <version>_<name>/down.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    String metadata = RepositoryPath.resolve(RepositoryPath.folder(name.path()), "metadata.toml");
    // In a file that lacks the key it counts as false: migrations_internals' TomlMetadata.
    boolean inTransaction =
        reading
            .tree()
            .text(metadata)
            .map(toml -> Boolean.TRUE.equals(Documents.toml(toml).get("run_in_transaction")))
            .orElse(true);
    return inTransaction
        ? ScriptSections.whole(text, reading.mode(TransactionMode.WRAPPED))
        : OneQuery.file(name.path(), text, "run_in_transaction = false", reading);
  }
}
