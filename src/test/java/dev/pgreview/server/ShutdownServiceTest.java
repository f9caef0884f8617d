package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is told to stop ends what it is at. */
class ShutdownServiceTest {
  private static final String COMPARE = "GET /repos/{owner}/{repo}/compare/{basehead}";

  private final Path folder;

  ShutdownServiceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aRunningJobIsFinishedAndTheRestIsLeftForTheNextStart() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (TestService service = new TestService(folder).start()) {
      TestRepository shop = Shop.repository(service.hub, "acme/shop");
      service.settle();
      service
          .hub
          .faults()
          .next(COMPARE, new Fault.Meanwhile(() -> untilItStops(service, asked), false));
      TestPullRequest pull = Shop.open(shop, Shop.brought());
      asked.await();

      service.stop();
      // The lint was at GitHub when it was told to stop; whether the dry run came too is open.
      assertThat(TestService.check(shop, pull.headSha()).title()).contains("8 errors");

      service.start();
      service.settle();
      TestService.assertShownOnce(shop, pull);
    }
  }

  /** GitHub answers the lint's question only when the service takes no requests any more. */
  private static void untilItStops(TestService service, CountDownLatch asked) {
    asked.countDown();
    try {
      Await.until("it takes no requests", () -> isGone(service));
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static boolean isGone(TestService service) throws InterruptedException {
    try {
      service.get("/health");
      return false;
    } catch (IOException gone) {
      return true;
    }
  }
}
