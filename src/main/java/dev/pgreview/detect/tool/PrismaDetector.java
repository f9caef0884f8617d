package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prisma Migrate: a folder for each migration with migration.sql, in the order of the folders'
 * names. The script is sent as one simple query (Prisma's schema engine, {@code raw_cmd}), so that
 * several statements are one implicit transaction. There are no ways back.
 */
final class PrismaDetector extends FolderDetector {
  private static final String FILE = "migration.sql";
  private static final Pattern NAME = Pattern.compile("migration\\.sql");
  private static final Pattern DEPENDENCY = Pattern.compile("\"(@prisma/client|prisma)\"");

  @Override
  public MigrationTool tool() {
    return MigrationTool.PRISMA;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    if (!folder.has(NAME)) {
      return Optional.empty();
    }
    boolean marked =
        folder.holds("migration_lock.toml")
            || RepositoryPath.isUnder("/" + folder.path() + "/", "/prisma")
            || folder.path().endsWith("prisma/migrations");
    return marked
        ? Optional.of(Evidence.MARKER)
        : survey
            .manifests()
            .dependency(folder.path(), DEPENDENCY)
            .or(() -> Optional.of(Evidence.NAMED));
  }

  @Override
  Optional<MigrationName> name(String path) {
    String folder = RepositoryPath.name(RepositoryPath.folder(path));
    return RepositoryPath.name(path).equals(FILE)
        ? Optional.of(MigrationName.up(path, folder, folder))
        : Optional.empty();
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing(MigrationName::version);
  }

  @Override
  String nameForm() {
    return "<timestamp>_<name>/migration.sql";
  }

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    return ScriptSections.whole(text, reading.mode(TransactionMode.IMPLICIT));
  }
}
