package dev.pgreview.statistics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * Where a database is and who asks. Both forms of addresses are understood: {@code
 * jdbc:postgresql://host:5432/db?user=…} and {@code postgresql://user:password@host:5432/db}.
 */
public final class DatabaseAddress {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?:(?://(?<hosts>[^/?]*))?(?<rest>/?[^?]*)(?:\\?(?<query>.*))?");

  /** One host or several; without one it is this machine. */
  private static final Pattern HOSTS =
      Pattern.compile("(?:(?:\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:,@\\s]*)(?::\\d{1,5})?(?:,(?!$)|$))*");

  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})(?=,|$)");
  private static final int LAST_PORT = 65_535;

  private final String url;
  private final String shown;
  private final Properties properties;

  private DatabaseAddress(String url, String shown, Properties properties) {
    this.url = url;
    this.shown = shown;
    this.properties = properties;
  }

  /**
   * Reads an address. User and password are taken from it, else from {@code PGUSER} and {@code
   * PGPASSWORD}; the driver looks into the password file of libpq besides.
   *
   * @throws StatisticsException when it is none; the message does not repeat it
   */
  public static DatabaseAddress parse(String typed, Map<String, String> environment)
      throws StatisticsException {
    Matcher form = FORM.matcher(typed.strip());
    if (!form.matches()) {
      throw new StatisticsException(
          "--url is no PostgreSQL address; write jdbc:postgresql://HOST:PORT/DATABASE");
    }
    String hosts = Optional.ofNullable(form.group("hosts")).orElse("");
    String credentials = "";
    int at = hosts.lastIndexOf('@');
    if (at >= 0) {
      credentials = hosts.substring(0, at);
      hosts = hosts.substring(at + 1);
    }
    if (!HOSTS.matcher(hosts).matches() || !portsExist(hosts)) {
      throw new StatisticsException(
          "the host or port in --url cannot be understood; write"
              + " jdbc:postgresql://HOST:PORT/DATABASE");
    }
    String database = form.group("rest").replaceFirst("^/", "");
    if (database.contains("@")) {
      throw unencoded();
    }
    Map<String, String> parameters =
        parameters(Optional.ofNullable(form.group("query")).orElse(""));
    Properties properties = properties(parameters, credentials, environment);
    return new DatabaseAddress(
        "jdbc:postgresql://" + hosts + "/" + database,
        (hosts.isEmpty() ? "localhost" : hosts) + "/" + decoded(database),
        properties);
  }

  /** A password's own punctuation would make a part of it look like a host or a database. */
  private static StatisticsException unencoded() {
    return new StatisticsException(
        "user or password in --url hold characters that have to be percent-encoded (@ is %40, / is"
            + " %2F); or set PGUSER and PGPASSWORD");
  }

  private static boolean portsExist(String hosts) {
    Matcher port = PORT.matcher(hosts);
    while (port.find()) {
      int number = Integer.parseInt(port.group(1));
      if (number < 1 || number > LAST_PORT) {
        return false;
      }
    }
    return true;
  }

  private static Properties properties(
      Map<String, String> parameters, String credentials, Map<String, String> environment) {
    String[] parts = credentials.split(":", 2);
    Properties properties = new Properties();
    PGProperty.CONNECT_TIMEOUT.set(properties, 10);
    PGProperty.SOCKET_TIMEOUT.set(properties, 300);
    PGProperty.APPLICATION_NAME.set(properties, "pgreview stats");
    // A pooler between us and the server may give each transaction another session.
    PGProperty.PREPARE_THRESHOLD.set(properties, 0);
    set(properties, PGProperty.USER, environment.get("PGUSER"));
    set(properties, PGProperty.PASSWORD, environment.get("PGPASSWORD"));
    set(properties, PGProperty.USER, decoded(parts[0]));
    set(properties, PGProperty.PASSWORD, parts.length > 1 ? decoded(parts[1]) : "");
    parameters.forEach(properties::setProperty);
    return properties;
  }

  private static void set(Properties properties, PGProperty property, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      property.set(properties, value);
    }
  }

  private static Map<String, String> parameters(String query) throws StatisticsException {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : query.split("&")) {
      String[] pair = part.split("=", 2);
      if (pair[0].contains("@")) {
        throw unencoded();
      }
      if (!pair[0].isEmpty()) {
        parameters.put(decoded(pair[0]), pair.length > 1 ? decoded(pair[1]) : "");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  /** For the driver; without user, password and parameters. */
  String url() {
    return url;
  }

  /** User, password and parameters. */
  Properties properties() {
    Properties copy = new Properties();
    copy.putAll(properties);
    return copy;
  }

  /** Hosts and database: safe to print. */
  public String shown() {
    return shown;
  }

  /** The same as {@link #shown()}. */
  @Override
  public String toString() {
    return shown;
  }

  /** Words that must not be printed. */
  Optional<String> password() {
    return Optional.ofNullable(PGProperty.PASSWORD.getOrDefault(properties))
        .filter(word -> !word.isEmpty());
  }
}
