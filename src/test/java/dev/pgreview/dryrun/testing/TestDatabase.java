package dev.pgreview.dryrun.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database of one test. */
public final class TestDatabase implements AutoCloseable {
  private final TestPostgres server;
  private final String name;
  private final Connection connection;

  TestDatabase(TestPostgres server, String name, Connection connection) {
    this.server = server;
    this.name = name;
    this.connection = connection;
  }

  /** The test's session, in autocommit mode; each statement goes as one simple query. */
  public Connection connection() {
    return connection;
  }

  /** Another session, which the caller closes. */
  public Connection connect() throws SQLException {
    return server.connect(name);
  }

  public String name() {
    return name;
  }

  /** Runs each text as it stands. */
  public void execute(String... texts) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      for (String text : texts) {
        statement.execute(text);
      }
    }
  }

  /** The first column of all rows, as text. */
  public List<@Nullable String> column(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<@Nullable String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    server.drop(name);
  }
}
