package dev.pgreview.persistence.testing;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.persistence.StoreSettings;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An empty database of one test, for a store; with a login of its own that is no superuser. */
public final class StoreDatabase implements AutoCloseable {
  private static final int MAJOR = 17;
  private static final int CONNECTIONS = 10;

  private final TestDatabase database;
  private final String role = "store_" + UUID.randomUUID().toString().replace("-", "");
  private final StoreSettings settings;

  public StoreDatabase() throws SQLException {
    this.database = TestPostgres.major(MAJOR).freshDatabase();
    database.execute(
        "CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
        "ALTER DATABASE " + database.name() + " OWNER TO " + role,
        "GRANT ALL ON SCHEMA public TO " + role);
    String port = database.column("SHOW port").getFirst();
    this.settings =
        new StoreSettings(
            "jdbc:postgresql://localhost:" + port + "/" + database.name(),
            Optional.of(role),
            Optional.of("secret"),
            CONNECTIONS);
  }

  public StoreSettings settings() {
    return settings;
  }

  /** The first column of all rows, as text. */
  public List<@Nullable String> column(String sql) throws SQLException {
    return database.column(sql);
  }

  public void execute(String... sql) throws SQLException {
    database.execute(sql);
  }

  /** Cuts all connections of the store, as a restart of the database does. */
  public void cutConnections() throws SQLException {
    database.column(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '" + role + "'");
  }

  @Override
  public void close() throws SQLException {
    try (TestDatabase admin = TestPostgres.major(MAJOR).freshDatabase()) {
      database.close();
      admin.execute("DROP ROLE IF EXISTS " + role);
    }
  }
}
