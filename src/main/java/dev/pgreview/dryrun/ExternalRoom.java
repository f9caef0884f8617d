package dev.pgreview.dryrun;

import java.sql.SQLException;
import java.util.List;

/** How much a run writes on a server that others use too; asked now and then. */
final class ExternalRoom implements RoomLimit {
  private static final long MOST_BYTES = 10L << 30;
  private static final long BETWEEN_NANOS = 1_000_000_000;

  private final ExternalSession session;
  private final ExternalRunName run;
  private long asked = System.nanoTime();

  ExternalRoom(ExternalSession session, ExternalRunName run) {
    this.session = session;
    this.run = run;
  }

  @Override
  public boolean isExceeded() {
    if (System.nanoTime() - asked < BETWEEN_NANOS) {
      return false;
    }
    asked = System.nanoTime();
    try {
      List<String> databases = run.databases();
      List<String> bytes =
          session.column(
              "SELECT coalesce(sum(pg_database_size(oid)), 0)::bigint FROM pg_database"
                  + " WHERE datname IN (?, ?)",
              databases.get(0),
              databases.get(1));
      return Long.parseLong(bytes.getFirst()) > MOST_BYTES;
    } catch (SQLException gone) {
      return false; // then statements fail too, and say why
    }
  }
}
