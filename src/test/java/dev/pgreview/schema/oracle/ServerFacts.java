package dev.pgreview.schema.oracle;

import dev.pgreview.dryrun.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a server's pg_catalog says of the user's objects. It looks from a session of its own, whose
 * temporary objects it leaves out.
 */
final class ServerFacts implements AutoCloseable {
  private static final List<String> QUERIES = queries();

  private final Connection session;

  ServerFacts(TestDatabase database) throws SQLException {
    session = database.connect();
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("SET search_path TO pg_catalog");
      for (String query : QUERIES) {
        if (!query.startsWith("SELECT")) {
          statement.execute(query);
        }
      }
    }
  }

  private static List<String> queries() {
    try (InputStream text = ServerFacts.class.getResourceAsStream("server-facts.sql")) {
      if (text == null) {
        throw new IllegalStateException("no server-facts.sql");
      }
      String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(all.split("(?m);$"))
          .map(query -> query.replaceAll("(?m)^--.*$", "").strip())
          .filter(query -> !query.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }

  /** What is committed now. */
  Facts read() throws SQLException {
    Facts facts = new Facts();
    try (Statement statement = session.createStatement()) {
      for (String query : QUERIES) {
        if (query.startsWith("SELECT")) {
          try (ResultSet rows = statement.executeQuery(query)) {
            read(rows, facts);
          }
        }
      }
    }
    return facts;
  }

  private static void read(ResultSet rows, Facts facts) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    while (rows.next()) {
      Facts.Attributes attributes = facts.add(rows.getString(1));
      for (int i = 2; i <= columns.getColumnCount(); i++) {
        attributes.with(columns.getColumnLabel(i), rows.getString(i));
      }
    }
  }
}
