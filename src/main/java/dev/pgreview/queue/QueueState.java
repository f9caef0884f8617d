package dev.pgreview.queue;

import dev.pgreview.persistence.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How full a lane is.
 *
 * @param waiting jobs that no worker has yet, those that wait for a later try included
 * @param running jobs that a worker has
 * @param oldest how long ago the oldest due job could have begun; zero when none is due
 */
public record QueueState(long waiting, long running, Duration oldest) {
  public static QueueState of(Store store, Lane lane) {
    String query =
        "SELECT count(*) FILTER (WHERE NOT picked), count(*) FILTER (WHERE picked),"
            + " coalesce(extract(epoch FROM now() - min(execution_time) FILTER"
            + " (WHERE NOT picked AND execution_time <= now())), 0) FROM "
            + lane.table();
    return store.inTransaction(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement();
              ResultSet row = statement.executeQuery(query)) {
            row.next();
            Duration oldest = Duration.ofMillis(Math.round(row.getDouble(3) * 1000));
            return new QueueState(row.getLong(1), row.getLong(2), oldest);
          } catch (SQLException failure) {
            throw new IllegalStateException("the queue cannot be counted", failure);
          }
        });
  }
}
