package dev.pgreview.dryrun;

import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * Sessions of the three kinds on a server with the roles of {@link MigratorRole}.
 *
 * @param address where the server listens now
 */
record RunSessions(ServerAddress address, ClusterTemplate.Passwords passwords) {
  /** Documentation, "PostgreSQL Error Codes": class 28, and too_many_connections. */
  private static final Set<String> LOCKED_OUT = Set.of("28000", "28P01", "53300");

  Connection asSuperuser(String database) throws SQLException {
    return asSuperuser(database, "");
  }

  Connection asObserver(String database) throws SQLException {
    return asSuperuser(database, Sessions.observer(ClusterTemplate.SUPERUSER));
  }

  private Connection asSuperuser(String database, String options) throws SQLException {
    return Sessions.open(
        address, database, ClusterTemplate.SUPERUSER, passwords.superuser(), options);
  }

  Connection asMigrator(String database) throws SQLException {
    try {
      return open(database);
    } catch (SQLException refused) {
      if (!LOCKED_OUT.contains(SqlErrors.state(refused))) {
        throw refused;
      }
      letMigratorIn(database);
      return open(database);
    }
  }

  private Connection open(String database) throws SQLException {
    return Sessions.open(address, database, ClusterTemplate.MIGRATOR, passwords.migrator(), "");
  }

  /** A migration may change its own role's password, as scripts that set a database up do. */
  private void letMigratorIn(String database) throws SQLException {
    try (Connection observer = asObserver(database);
        Statement statement = observer.createStatement()) {
      statement.execute(
          "ALTER ROLE "
              + ClusterTemplate.MIGRATOR
              + " LOGIN CONNECTION LIMIT -1 VALID UNTIL 'infinity' PASSWORD '"
              + passwords.migrator()
              + "'");
      statement.execute("ALTER DATABASE " + Identifiers.quote(database) + " CONNECTION LIMIT -1");
    }
  }
}
