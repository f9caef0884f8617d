package dev.pgreview.statistics;

import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Asks a database for its tables, in one read-only transaction that gives up soon. */
final class StatisticsReader {
  private static final Driver DRIVER = new Driver();

  /** All on one connection: the catalogs only, and nobody waits for us for long. */
  private static final String LIMITS =
      "SET LOCAL statement_timeout = '60s'; SET LOCAL lock_timeout = '5s';"
          + " SET LOCAL search_path = pg_catalog";

  private final DatabaseAddress address;

  StatisticsReader(DatabaseAddress address) {
    this.address = address;
  }

  DatabaseStatistics read() throws StatisticsException {
    try (Connection connection = connect()) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(LIMITS);
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < PostgresVersion.OLDEST) {
          throw new StatisticsException(
              address
                  + " is PostgreSQL "
                  + major
                  + "; "
                  + PostgresVersion.OLDEST
                  + " and newer are supported");
        }
        Optional<Duration> counted = counted(statement);
        return DatabaseStatistics.of(tables(statement, counted), counted);
      } finally {
        connection.rollback();
      }
    } catch (SQLException failure) {
      throw new StatisticsException(message(failure));
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = DRIVER.connect(address.url(), address.properties());
    if (connection == null) {
      throw new SQLException("the driver does not understand the address");
    }
    return connection;
  }

  private static Optional<Duration> counted(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(resource("counting.sql"))) {
      row.next();
      double seconds = row.getDouble("seconds");
      return row.wasNull() || row.getBoolean("standby")
          ? Optional.empty()
          : Optional.of(Duration.ofMillis(Math.max(1, Math.round(seconds * 1000))));
    }
  }

  private static Map<RelationName, TableSize> tables(
      Statement statement, Optional<Duration> counted) throws SQLException {
    Map<RelationName, TableSize> tables = new HashMap<>();
    try (ResultSet rows = statement.executeQuery(resource("tables.sql"))) {
      while (rows.next()) {
        long count = rows.getLong("rows");
        OptionalLong known = rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(count);
        long writes = rows.getLong("writes");
        tables.put(
            RelationName.of(rows.getString("schema"), rows.getString("name")),
            new TableSize(known, rows.getLong("bytes"), rate(writes, counted)));
      }
    }
    return tables;
  }

  private static OptionalDouble rate(long writes, Optional<Duration> counted) {
    return counted
        .map(time -> OptionalDouble.of(writes / (time.toMillis() / 1000.0)))
        .orElse(OptionalDouble.empty());
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(StatisticsReader.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String message(SQLException failure) {
    return "the statistics of " + address + " cannot be read: " + reason(failure);
  }

  private String reason(SQLException failure) {
    for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof UnknownHostException) {
        return "there is no such host";
      }
    }
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    String said = clean(Objects.requireNonNullElse(failure.getMessage(), state));
    return switch (state) {
      case "28P01", "28000", "08004" ->
          said + "; user and password come from --url, or PGUSER and PGPASSWORD";
      case "55P03" -> "another session has locked a table; run it again (" + said + ")";
      case "57014" -> "it took longer than a minute (" + said + ")";
      default -> said;
    };
  }

  /** The first sentence, without the password in case that it repeats it. */
  private String clean(String message) {
    String line = message.lines().findFirst().orElse("").strip().split("\\. ", 2)[0];
    String safe =
        address
            .password()
            .map(word -> line.replaceAll("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)", "…"))
            .orElse(line);
    return safe.endsWith(".") ? safe.substring(0, safe.length() - 1) : safe;
  }
}
