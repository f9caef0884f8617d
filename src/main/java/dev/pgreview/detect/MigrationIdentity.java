package dev.pgreview.detect;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.detect.tool.VersionNumber;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.SqlSection;
import java.util.List;

/** By what the tools know a migration again, and what they notice of an edit. */
final class MigrationIdentity {
  private MigrationIdentity() {}

  /** What the tool's history table holds: the version with most, the name with some. */
  static String of(Migration migration, MigrationHistory history) {
    return switch (migration.tool()) {
      case FLYWAY ->
          migration.kind() == MigrationKind.REPEATABLE || migration.version().isEmpty()
              ? RepositoryPath.name(migration.path())
              : migration.kind() + " " + number(migration.version());
      case GOLANG_MIGRATE, GOOSE, DBMATE, SQLX, DIESEL, SUPABASE, POP, TERN, ATLAS ->
          migration.version().isEmpty()
              ? inFolder(migration, history)
              : number(migration.version());
      case LIQUIBASE -> migration.path() + "::" + migration.version();
      case PRISMA, DRIZZLE, SQITCH ->
          migration.version().isEmpty() ? migration.path() : migration.version();
      case NODE_PG_MIGRATE, SQL_MIGRATE, RAILS, PLAIN -> inFolder(migration, history);
    };
  }

  private static String inFolder(Migration migration, MigrationHistory history) {
    String root = history.root();
    return RepositoryPath.isUnder(migration.path(), root) && !root.isEmpty()
        ? migration.path().substring(root.length() + 1)
        : migration.path();
  }

  private static String number(String version) {
    return VersionNumber.parse(version).map(number -> number.parts().toString()).orElse(version);
  }

  /**
   * Whether an edit matters: to tools with a checksum any change of the text but of line ends, to
   * the others only of the statements of the way up.
   */
  static boolean sameContent(Migration before, Migration now) {
    return switch (now.tool()) {
      case FLYWAY, PRISMA, DRIZZLE, SQLX, ATLAS -> sameLines(before.up().text(), now.up().text());
      case LIQUIBASE,
          GOLANG_MIGRATE,
          GOOSE,
          DBMATE,
          SQITCH,
          DIESEL,
          SUPABASE,
          NODE_PG_MIGRATE,
          TERN,
          SQL_MIGRATE,
          POP,
          RAILS,
          PLAIN ->
          statements(before).equals(statements(now));
    };
  }

  private static List<String> statements(Migration migration) {
    return migration.up().sections().stream()
        .map(SqlSection::sql)
        .map(sql -> sql.replace("\r\n", "\n"))
        .flatMap(
            sql ->
                StatementScanner.statements(sql).stream()
                    .map(range -> sql.substring(range.start(), range.end()).strip()))
        .toList();
  }

  private static boolean sameLines(String a, String b) {
    return a.replace("\r\n", "\n").strip().equals(b.replace("\r\n", "\n").strip());
  }
}
