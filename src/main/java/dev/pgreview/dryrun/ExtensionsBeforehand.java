package dev.pgreview.dryrun;

import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Extensions that the operator allows are made before any migration runs, so that their scripts
 * meet no object of a migration. A comment marks them; the migration's CREATE EXTENSION then moves
 * the extension to the wanted schema and takes the mark away, in its own transaction.
 */
final class ExtensionsBeforehand {
  private ExtensionsBeforehand() {}

  /**
   * Makes them with all that they need.
   *
   * @param superuser in a database where no migration ran yet
   * @throws ServerUnavailableException when one cannot be made
   */
  static void make(List<String> names, DryRunServer server, Connection superuser)
      throws SQLException, ServerUnavailableException {
    if (!server.cluster().hasSuperuserFunctions()) {
      awaitMigration(names, superuser);
      return;
    }
    try (Statement statement = superuser.createStatement()) {
      for (String name : names) {
        try {
          statement.execute(
              "CREATE EXTENSION IF NOT EXISTS " + Identifiers.quote(name) + " CASCADE");
        } catch (SQLException missing) {
          throw new ServerUnavailableException(
              "the extension "
                  + name
                  + ", which dry_run.extensions names, cannot be made on the "
                  + server.kind()
                  + " server: "
                  + SqlErrors.of(missing).message()
                  + ".");
        }
      }
      statement.execute(
          """
          DO $do$
          DECLARE extension name;
          BEGIN
            FOR extension IN SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' LOOP
              EXECUTE format('COMMENT ON EXTENSION %I IS %L', extension, 'MARK');
            END LOOP;
          END $do$
          """
              .replace("MARK", SuperuserFunctions.MADE_BEFOREHAND));
      for (String sql : MigratorRole.ownDatabase(server.cluster().migrator())) {
        statement.execute(sql);
      }
    }
  }

  /** Nobody here may do more than the migration itself, which may make trusted extensions. */
  private static void awaitMigration(List<String> names, Connection session)
      throws SQLException, ServerUnavailableException {
    String sql =
        "SELECT 1 FROM pg_catalog.pg_available_extension_versions WHERE name = ? AND NOT superuser"
            + " OR name = ? AND trusted";
    try (PreparedStatement query = session.prepareStatement(sql)) {
      for (String name : names) {
        query.setString(1, name);
        query.setString(2, name);
        try (ResultSet makeable = query.executeQuery()) {
          if (!makeable.next()) {
            throw new ServerUnavailableException(
                "the extension "
                    + name
                    + ", which dry_run.extensions names, is not on the external server or has to"
                    + " be made by a superuser, and the role of "
                    + ExternalAddress.VARIABLE
                    + " is none.");
          }
        }
      }
    }
  }

  /**
   * Where an extension is that no migration has made yet.
   *
   * @param movesTo empty when it is there already, or cannot be moved and need not
   * @param comment as a literal of SQL
   */
  private record Marked(Optional<String> movesTo, String comment) {}

  /** Makes the extension for the migration; false when it was not made beforehand. */
  static boolean appear(ExtensionStatement wanted, MigrationSession session) throws SQLException {
    Optional<Marked> marked = find(wanted, session);
    if (marked.isEmpty()) {
      return false;
    }
    if (marked.get().movesTo().isPresent()) {
      session.execute(
          SuperuserFunctions.moveExtension(wanted.name(), marked.get().movesTo().get()));
    }
    session.execute(
        "COMMENT ON EXTENSION "
            + Identifiers.quote(wanted.name())
            + " IS "
            + marked.get().comment());
    return true;
  }

  private static Optional<Marked> find(ExtensionStatement wanted, MigrationSession session)
      throws SQLException {
    String schema =
        wanted.schema().map(SuperuserFunctions::literal).orElse("pg_catalog.current_schema()");
    String sql =
        """
        SELECT target,
          coalesce(pg_catalog.quote_literal(a.comment), 'NULL')
        FROM pg_catalog.pg_extension e
          JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) e.extnamespace
          LEFT JOIN pg_catalog.pg_available_extensions() a
            ON a.name OPERATOR(pg_catalog.=) e.extname
          CROSS JOIN LATERAL (SELECT CASE
            WHEN (e.extrelocatable OR STATED) AND n.nspname OPERATOR(pg_catalog.<>) WANTED
            THEN WANTED END::pg_catalog.text AS target) wanted
        WHERE e.extname OPERATOR(pg_catalog.=) EXTENSION
          AND pg_catalog.obj_description(e.oid, 'pg_extension') OPERATOR(pg_catalog.=) 'MARK'
        """
            .replace("STATED", wanted.schema().isPresent() ? "true" : "false")
            .replace("WANTED", schema + "::pg_catalog.name")
            .replace("EXTENSION", SuperuserFunctions.literal(wanted.name()) + "::pg_catalog.name")
            .replace("MARK", SuperuserFunctions.MADE_BEFOREHAND);
    return session.query(
        sql,
        rows ->
            rows.next()
                ? Optional.of(new Marked(Optional.ofNullable(rows.getString(1)), rows.getString(2)))
                : Optional.empty());
  }
}
