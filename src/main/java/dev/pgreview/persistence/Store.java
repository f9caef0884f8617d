package dev.pgreview.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** The service's database. Safe for several threads. */
public final class Store implements AutoCloseable {
  /** GitHub waits ten seconds for the answer to an event, and is to hear that there is no store. */
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final HikariDataSource source;
  private final Jdbi jdbi;

  private Store(HikariDataSource source) {
    this.source = source;
    this.jdbi = Jdbi.create(source);
  }

  /**
   * Connects and brings the schema up to date; replicas that start at the same time wait for each
   * other.
   *
   * @throws RuntimeException when the database cannot be reached or migrated; the message says why
   */
  public static Store open(StoreSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.url());
    settings.user().ifPresent(config::setUsername);
    settings.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setPoolName("store");
    config.addDataSourceProperty("ApplicationName", "pgreview");
    // A database that is gone must not hold a worker for ever.
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    HikariDataSource source = new HikariDataSource(config);
    try {
      Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    } catch (RuntimeException failure) {
      source.close();
      throw failure;
    }
    return new Store(source);
  }

  /** For the job queue, which has its own statements. */
  public DataSource dataSource() {
    return source;
  }

  /** Does all of the work or nothing. */
  public <T> T inTransaction(Function<Transaction, T> work) {
    return jdbi.inTransaction(handle -> work.apply(new Transaction(handle)));
  }

  /** Does all of the work or nothing. */
  public void useTransaction(Consumer<Transaction> work) {
    jdbi.useTransaction(handle -> work.accept(new Transaction(handle)));
  }

  /** Whether the database answers within some seconds. */
  public boolean answers() {
    try {
      return jdbi.withHandle(
          handle ->
              handle.createQuery("SELECT 1").setQueryTimeout(5).mapTo(Integer.class).one() == 1);
    } catch (RuntimeException unreachable) {
      return false;
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
