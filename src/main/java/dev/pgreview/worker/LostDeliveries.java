package dev.pgreview.worker;

import dev.pgreview.github.Deliveries;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.persistence.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds deliveries that GitHub could not deliver, at start and regularly: GitHub does not repeat
 * them by itself. Any number of replicas may do so, for a delivery is taken once.
 */
public final class LostDeliveries implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LostDeliveries.class);

  /** As long as GitHub keeps them. */
  private static final Duration KEPT = Duration.ofDays(3);

  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofDays(30);

  private final Deliveries deliveries;
  private final Store store;
  private final Taker taker;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("lost-deliveries").factory());

  /** Takes a delivery as if it had come by itself. */
  @FunctionalInterface
  public interface Taker {
    void take(String id, String event, byte[] body);
  }

  public LostDeliveries(Deliveries deliveries, Store store, Taker taker, InstantSource clock) {
    this.deliveries = deliveries;
    this.store = store;
    this.taker = taker;
    this.clock = clock;
  }

  public void start() {
    var _ = timer.scheduleWithFixedDelay(this::tryOnce, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private void tryOnce() {
    try {
      once();
    } catch (GitHubException fault) {
      LOG.warn("lost deliveries could not be looked for: {}", fault.getMessage());
    } catch (RuntimeException failure) {
      LOG.error("lost deliveries could not be looked for", failure);
    }
  }

  /** Takes those that were lost and are not known; returns how many. */
  public int once() {
    Instant now = clock.instant();
    int taken = 0;
    for (Deliveries.Attempt attempt : deliveries.lostSince(now.minus(KEPT))) {
      boolean known =
          store.inTransaction(transaction -> transaction.deliveries().known(attempt.guid()));
      if (!known && take(attempt)) {
        taken++;
      }
    }
    store.useTransaction(
        transaction -> transaction.deliveries().removeBefore(now.minus(FORGOTTEN)));
    return taken;
  }

  private boolean take(Deliveries.Attempt attempt) {
    Deliveries.Content content;
    try {
      content = deliveries.content(attempt.id());
    } catch (GitHubException.Gone | GitHubException.Refused gone) {
      LOG.warn("the lost delivery {} cannot be had: {}", attempt.guid(), gone.getMessage());
      return false;
    }
    LOG.info("taking the lost delivery {} ({})", content.guid(), content.event());
    taker.take(content.guid(), content.event(), content.payload().getBytes(StandardCharsets.UTF_8));
    return true;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
