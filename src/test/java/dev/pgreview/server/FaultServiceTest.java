package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way: the check run ends, and nothing is doubled. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultServiceTest {
  private static final String REVIEWS = "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  private static final String COMMENTS = "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments";
  private static final String COMPARE = "GET /repos/{owner}/{repo}/compare/{basehead}";

  /** A fault for every so many requests. */
  private static final int EVERY = 5;

  private static final List<Fault> FAULTS =
      List.of(
          Fault.badGateway(),
          new Fault.CutInAnswer(),
          new Fault.TokenRevoked(),
          new Fault.SecondaryLimit(OptionalInt.of(30)),
          Fault.badGatewayAfterTheEffect(),
          new Fault.CutBefore(),
          new Fault.SecondaryLimit(OptionalInt.empty()),
          new Fault.PrimaryLimit(Duration.ofMinutes(10)));

  private final StoreDatabase database = new StoreDatabase();
  private final TestService service;

  FaultServiceTest(@TempDir Path folder) throws Exception {
    service = new TestService(folder).on(database).start();
  }

  @AfterEach
  void conforms() {
    service.hub.faults().clear();
    assertThat(service.hub.violations()).isEmpty();
    service.clock.advance(Duration.ofMinutes(2));
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    database.close();
  }

  private TestRepository shop(String owner) throws Exception {
    TestRepository shop = Shop.repository(service.hub, owner + "/shop");
    service.settle();
    return shop;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void everyFifthRequestGoesWrong(int first) throws Exception {
    TestRepository shop = shop("fault" + first);
    for (int i = 0; i < 12; i++) {
      service
          .hub
          .faults()
          .times("*", FAULTS.get((i + first) % FAULTS.size()), first + i * EVERY, 1);
    }
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    TestService.assertShownOnce(shop, pull);
  }

  @Test
  void oneCommentThatIsRefusedDoesNotHoldUpTheOthers() throws Exception {
    TestRepository shop = shop("refused");
    Fault refusal = new Fault.Invalid("pull_request_review_thread.line must be part of the diff");
    service.hub.faults().next(REVIEWS, refusal);
    service.hub.faults().times(COMMENTS, refusal, 2, 1);
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    assertThat(TestService.check(shop, pull.headSha()).conclusion()).contains("failure");
    assertThat(pull.lineComments()).hasSize(5);
    assertThat(pull.conversation()).hasSize(1);
  }

  @Test
  void whatNeverGoesWellIsGivenUpAndSaid() throws Exception {
    TestRepository shop = shop("never");
    service.hub.faults().times(COMPARE, new Fault.Invalid("no"), 0, 1000);
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.summary()).contains("given up", "Re-run");

    service.hub.faults().clear();
    shop.press(check, "rerun", "ada");
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha()).getLast().title()).contains("8 errors");
  }

  @Test
  void theStoreIsCutOffAgainAndAgain(@TempDir Path folder) throws Exception {
    try (StoreDatabase own = new StoreDatabase();
        TestService cutOff = new TestService(folder).on(own).start(Duration.ofMillis(500))) {
      Fault cut =
          new Fault.Meanwhile(
              () -> {
                try {
                  own.cutConnections();
                } catch (SQLException failure) {
                  throw new IllegalStateException(failure);
                }
              },
              false);
      TestRepository shop = Shop.repository(cutOff.hub, "cut/shop");
      cutOff.awaitEmpty();
      for (int skip : List.of(6, 15, 26)) {
        cutOff.hub.faults().times("*", cut, skip, 1);
      }
      TestPullRequest pull = Shop.open(shop, Shop.brought());
      cutOff.awaitEmpty();
      // An event that came at the wrong moment is fetched again.
      cutOff.stop();
      cutOff.hub.faults().clear();
      cutOff.start();
      cutOff.settle();
      TestService.assertShownOnce(shop, pull);
    }
  }

  @Test
  void twoReplicasShareTheWork() throws Exception {
    List<TestRepository> shops = new ArrayList<>();
    List<TestPullRequest> pulls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      shops.add(shop("replica" + i));
    }
    try (RunningService other = service.replica()) {
      for (TestRepository shop : shops) {
        pulls.add(Shop.open(shop, Shop.brought()));
      }
      service.settle();
      assertThat(other.queue().isEmpty()).isTrue();
    }
    for (int i = 0; i < shops.size(); i++) {
      TestService.assertShownOnce(shops.get(i), pulls.get(i));
    }
  }
}
