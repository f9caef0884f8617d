package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.PlainServer;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.github.testing.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's server crashes and comes back while the service runs. */
class StoreRestartServiceTest {
  private final Path folder;

  StoreRestartServiceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /**
   * Reviews are under way, and events come while there is no store.
   *
   * @param request of ours to GitHub, at which the store goes: in the lints, and after them
   */
  @ParameterizedTest
  @ValueSource(ints = {5, 28})
  void nothingIsLostAndNothingDoubled(int request) throws Exception {
    AtomicInteger crashes = new AtomicInteger();
    try (PlainServer store = PlainServer.start(17);
        TestService service = new TestService(folder).on(store).start(Duration.ofMillis(500))) {
      TestRepository shop = Shop.repository(service.hub, "one/shop");
      TestRepository busy = Shop.repository(service.hub, "two/shop");
      TestRepository late = Shop.repository(service.hub, "three/shop");
      service.awaitEmpty();
      service
          .hub
          .faults()
          .times("*", new Fault.Meanwhile(() -> crash(store, crashes), false), request, 1);
      TestPullRequest pull = Shop.open(shop, Shop.brought());
      TestPullRequest pushed = Shop.open(busy, Shop.brought());
      Await.until("the store is gone", () -> crashes.get() == 1);

      int before = service.hub.webhooks().deliveries().size();
      pushed.push(Change.of(Shop.AMOUNTS, "-- once more\n" + Shop.text(Shop.AMOUNTS)));
      TestPullRequest opened = Shop.open(late, Shop.brought());
      List<Webhooks.Delivery> lost =
          service.hub.webhooks().deliveries().stream()
              .skip(before)
              .filter(one -> one.event().equals("pull_request"))
              .toList();
      assertThat(lost).hasSize(2).allSatisfy(one -> assertThat(one.status()).isEqualTo(503));
      assertThat(service.get("/health").statusCode()).isEqualTo(503);

      store.restart();
      Await.until("the service is well", () -> service.get("/health").statusCode() == 200);
      service.awaitEmpty();
      // What was under way is done, by the same process.
      TestService.assertShownOnce(shop, pull);
      TestService.assertEnded(busy);

      // One event is sent again by hand, as GitHub's page of deliveries offers it …
      service.hub.webhooks().redeliver(lost.getFirst().id());
      service.awaitEmpty();
      assertThat(TestService.check(busy, pushed.headSha()).conclusion()).contains("failure");
      assertThat(late.checkRuns()).isEmpty();
      // … and the other is found by the next start.
      service.stop();
      service.start();
      Await.until("the lost event is found", () -> !late.checkRuns().isEmpty());
      service.settle();

      TestService.assertShownOnce(shop, pull);
      TestService.assertShownOnce(late, opened);
      TestService.assertEnded(busy);
      assertThat(standing(pushed)).hasSize(6).doesNotHaveDuplicates();
      assertThat(pushed.conversation()).hasSize(1);
      assertThat(service.hub.violations()).isEmpty();
    }
  }

  private static void crash(PlainServer store, AtomicInteger crashes) {
    try {
      store.stop();
      crashes.incrementAndGet();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The keys of our comments on lines that are not done. */
  private static List<String> standing(TestPullRequest pull) {
    return pull.lineComments().stream()
        .filter(comment -> !comment.resolved() && !comment.minimized())
        .map(comment -> comment.body().lines().findFirst().orElse(""))
        .toList();
  }
}
