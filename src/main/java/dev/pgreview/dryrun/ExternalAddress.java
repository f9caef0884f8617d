package dev.pgreview.dryrun;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Where a scratch server is and who asks there. */
public final class ExternalAddress {
  /** The environment variable that says it. */
  public static final String VARIABLE = "PGREVIEW_DRY_RUN_URL";

  private static final String FORM = "jdbc:postgresql://HOST:PORT/DATABASE?user=…&password=…";

  private final Properties given;

  private ExternalAddress(Properties given) {
    this.given = given;
  }

  /**
   * Reads the variable.
   *
   * @throws IllegalArgumentException when it is missing or wrong; the message does not repeat it
   */
  public static ExternalAddress of(Map<String, String> environment) {
    String url = environment.getOrDefault(VARIABLE, "").strip();
    if (url.isEmpty()) {
      throw new IllegalArgumentException(
          "PGREVIEW_DRY_RUN is external and "
              + VARIABLE
              + " is not set: give the address of a scratch server, "
              + FORM);
    }
    // The driver writes what it does not understand to its log: it gets nothing secret to read.
    String[] parts = url.split("\\?", 2);
    boolean wellFormed = parts[0].startsWith("jdbc:postgresql:") && !parts[0].contains("@");
    Properties parsed = wellFormed ? Driver.parseURL(parts[0], null) : null;
    if (parsed == null) {
      throw unreadable();
    }
    Properties given = new Properties();
    parsed.stringPropertyNames().forEach(name -> given.setProperty(name, parsed.getProperty(name)));
    if (parts.length > 1) {
      addParameters(parts[1], given);
    }
    return new ExternalAddress(given);
  }

  private static void addParameters(String query, Properties given) {
    for (String part : query.split("&")) {
      String[] pair = part.split("=", 2);
      if (!pair[0].isEmpty()) {
        given.setProperty(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
      }
    }
  }

  /** As the driver does, which takes + for a blank. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw unreadable();
    }
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        VARIABLE
            + " is no address of a PostgreSQL server; write "
            + FORM
            + ", with what is special in it percent-encoded (% is %25, & is %26, + is %2B)");
  }

  /** The database in which databases are made and dropped. */
  String database() {
    return text(PGProperty.PG_DBNAME).orElse("postgres");
  }

  /** A session as the address says it, that runs no code of migrations. */
  Connection connect(String database) throws SQLException {
    return connect(database, Sessions.observer(user()));
  }

  /** A session of the same role with the settings that it has by itself. */
  Connection connectPlainly(String database) throws SQLException {
    return connect(database, "");
  }

  private Connection connect(String database, String options) throws SQLException {
    return Sessions.open(
        new ServerAddress.Elsewhere(given),
        database,
        user(),
        text(PGProperty.PASSWORD).orElse(""),
        options);
  }

  private String user() {
    return text(PGProperty.USER).orElseGet(() -> System.getProperty("user.name"));
  }

  /** A session of another role. */
  Connection connect(String database, String role, String password) throws SQLException {
    return Sessions.open(new ServerAddress.Elsewhere(given), database, role, password, "");
  }

  private Optional<String> text(PGProperty property) {
    return Optional.ofNullable(property.getOrDefault(given)).filter(word -> !word.isEmpty());
  }

  /** Host and database: safe to print. */
  @Override
  public String toString() {
    return Objects.requireNonNullElse(PGProperty.PG_HOST.getOrDefault(given), "localhost")
        + ":"
        + Objects.requireNonNullElse(PGProperty.PG_PORT.getOrDefault(given), "5432")
        + "/"
        + database();
  }
}
