package dev.pgreview.dryrun;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Opens sessions on the servers of runs. */
final class Sessions {
  private static final Driver DRIVER = new Driver();

  /**
   * The observer's settings. A migration may change what sessions in its database start with (ALTER
   * DATABASE … SET); what is said when a session is opened counts more. None of them would give a
   * migration rights, but the search path would have the observer run a migration's functions.
   *
   * @param role as whom the session is opened
   */
  static String observer(String role) {
    return Stream.of(
            "search_path=pg_catalog",
            "session_authorization=" + role.replace("\\", "\\\\").replace(" ", "\\ "),
            "role=none",
            "local_preload_libraries=",
            "default_transaction_read_only=off",
            "default_transaction_isolation=read\\ committed",
            "standard_conforming_strings=on",
            "statement_timeout=0",
            "lock_timeout=0",
            "idle_in_transaction_session_timeout=0",
            "idle_session_timeout=0")
        .map(setting -> "-c " + setting)
        .collect(Collectors.joining(" "));
  }

  private Sessions() {}

  /**
   * Each statement goes as one simple query, as migration tools send them; PostgreSQL then sees the
   * text as it stands, with no placeholders taken out of it.
   *
   * @param options settings from the session's start on, as for the {@code postgres} command; empty
   *     for none
   */
  static Connection open(
      ServerAddress address, String database, String user, String password, String options)
      throws SQLException {
    Properties properties = new Properties();
    switch (address) {
      case ServerAddress.Loopback(int port) -> {
        PGProperty.PG_HOST.set(properties, "127.0.0.1");
        PGProperty.PG_PORT.set(properties, Integer.toString(port));
        PGProperty.SOCKET_FACTORY.set(properties, LimitedSocketFactory.class.getName());
      }
      case ServerAddress.Elsewhere(Properties given) -> {
        given.forEach(properties::put);
        PGProperty.SOCKET_FACTORY.set(properties, LimitedSocketFactory.class.getName());
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
      }
      case ServerAddress.SocketFile(Path file) -> {
        PGProperty.PG_HOST.set(properties, "localhost");
        PGProperty.SOCKET_FACTORY.set(properties, SocketFileFactory.class.getName());
        PGProperty.SOCKET_FACTORY_ARG.set(properties, file.toString());
      }
    }
    PGProperty.PG_DBNAME.set(properties, database);
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password);
    if (!options.isEmpty()) {
      PGProperty.OPTIONS.set(properties, options);
    }
    if (!(address instanceof ServerAddress.Elsewhere)) {
      PGProperty.SSL_MODE.set(properties, "disable");
      PGProperty.GSS_ENC_MODE.set(properties, "disable");
    }
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    PGProperty.ALLOW_ENCODING_CHANGES.set(properties, true);
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "14");
    PGProperty.APPLICATION_NAME.set(properties, "pgreview");
    PGProperty.CONNECT_TIMEOUT.set(properties, 30);
    Connection connection = DRIVER.connect("jdbc:postgresql:///", properties);
    if (connection == null) {
      throw new SQLException("the driver does not take its own address");
    }
    return connection;
  }
}
