package dev.pgreview.persistence;

import dev.pgreview.persistence.Delivery.Intake;
import dev.pgreview.persistence.Delivery.Outcome;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Webhook deliveries. */
public final class Deliveries {
  private final Handle handle;

  Deliveries(Handle handle) {
    this.handle = handle;
  }

  /**
   * Writes a delivery down. Of two transactions that record the same one, the second waits for the
   * first.
   */
  public Intake record(Delivery delivery, Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO delivery (id, event, action, repository, state, received_at)
            VALUES (:id, :event, :action, :repository, 'accepted', :now)
            ON CONFLICT (id) DO UPDATE
            SET state = 'accepted', attempts = delivery.attempts + 1, finished_at = NULL
            WHERE delivery.state = 'failed'
            RETURNING attempts
            """)
        .bind("id", delivery.id())
        .bind("event", delivery.event())
        .bind("action", delivery.action())
        .bind("repository", delivery.repository())
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .mapTo(Integer.class)
        .findOne()
        .map(attempts -> attempts == 1 ? Intake.NEW : Intake.AGAIN)
        .orElse(Intake.DUPLICATE);
  }

  public void finish(String id, Outcome outcome, Instant now) {
    handle
        .createUpdate("UPDATE delivery SET state = :state, finished_at = :now WHERE id = :id")
        .bind("state", outcome.name().toLowerCase(Locale.ROOT))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("id", id)
        .execute();
  }

  /** Whether it was recorded and did not fail. */
  public boolean known(String id) {
    return handle
        .createQuery("SELECT 1 FROM delivery WHERE id = :id AND state <> 'failed'")
        .bind("id", id)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Removes what GitHub no longer redelivers; returns how many. */
  public int removeBefore(Instant limit) {
    return handle
        .createUpdate("DELETE FROM delivery WHERE received_at < :limit")
        .bind("limit", limit.atOffset(ZoneOffset.UTC))
        .execute();
  }
}
