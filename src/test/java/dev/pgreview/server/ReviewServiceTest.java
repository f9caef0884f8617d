package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestComment;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From an event to the check run, comments and summary: the whole service, nothing replaced. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReviewServiceTest {
  private final TestService service;

  ReviewServiceTest(@TempDir Path folder) throws Exception {
    service = new TestService(folder).start();
  }

  @AfterEach
  void conforms() {
    assertThat(service.hub.violations()).isEmpty();
    // GitHub's limit on what is written in a minute is for one pull request, not for all tests.
    service.clock.advance(Duration.ofMinutes(2));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void aPullRequestIsReviewedAndThenTheNextPush() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "way/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();

    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.name()).isEqualTo("pgreview");
    assertThat(check.history()).startsWith("queued 0", "in_progress 0").hasSize(3);
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.title()).contains("8 errors", "plan missing", "dry run applied");
    assertThat(check.actions()).containsExactly("rerun", "plan");
    assertThat(check.summary())
        .contains("### Migration plan: required and missing")
        .contains("| 2 | `public.customers` | ACCESS EXCLUSIVE | 🔴 reads and writes |")
        .contains("as observed", "```mermaid");
    assertThat(check.annotations())
        .hasSizeGreaterThan(10)
        .doesNotHaveDuplicates()
        .allSatisfy(
            one -> assertThat(one.path("path").asString()).isIn(Shop.LOYALTY, Shop.AMOUNTS));
    assertThat(places(pull))
        .containsExactly("V8:2-4", "V8:6-6", "V8:8-9", "V9:2-2", "V9:4-4", "V9:6-6");
    assertThat(pull.conversation()).hasSize(1);
    assertThat(pull.conversation().getFirst().body()).contains("❌ pgreview", "🔴");
    TestComment index = pull.lineComments().get(1);
    TestComment key = pull.lineComments().get(2);

    // The foreign key goes away, the index stays on the same line.
    String fixed = Shop.text(Shop.LOYALTY);
    String before = pull.headSha();
    pull.push(
        Change.of(Shop.LOYALTY, fixed.substring(0, fixed.indexOf("ALTER TABLE order_items"))));
    service.settle();

    assertThat(TestService.check(shop, before).conclusion()).contains("failure");
    TestCheckRun next = TestService.check(shop, pull.headSha());
    assertThat(next.conclusion()).contains("failure");
    assertThat(next.title()).contains("7 errors");
    assertThat(pull.conversation()).hasSize(1);
    assertThat(pull.lineComments()).hasSize(6).contains(index, key);
    assertThat(key.resolved() || key.minimized()).isTrue();
    assertThat(key.body()).contains("Done");
    assertThat(index.resolved() || index.minimized()).isFalse();

    // And it comes back.
    pull.push(Change.of(Shop.LOYALTY, fixed));
    service.settle();
    assertThat(TestService.check(shop, pull.headSha()).title()).contains("8 errors");
    assertThat(standing(pull)).hasSize(6).doesNotHaveDuplicates();
  }

  /** Such as {@code V8:2-4}. */
  private static List<String> places(TestPullRequest pull) {
    return pull.lineComments().stream()
        .map(comment -> comment.place().orElseThrow())
        .map(
            at ->
                at.path().replaceFirst("^.*/(V[0-9]+)__.*$", "$1:")
                    + at.startLine()
                    + "-"
                    + at.line())
        .toList();
  }

  /** The keys of our comments on lines that are not done. */
  private static List<String> standing(TestPullRequest pull) {
    return pull.lineComments().stream()
        .filter(comment -> !comment.resolved() && !comment.minimized())
        .map(comment -> comment.body().lines().findFirst().orElse(""))
        .toList();
  }

  @Test
  void theReportHasAPage() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "page/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    String summary = pull.conversation().getFirst().body();
    String id =
        summary.replaceFirst("(?s)^.*https://pgreview.example(/reviews/[-0-9a-f]{36}).*$", "$1");
    assertThat(service.get(id).statusCode()).isEqualTo(200);
    assertThat(service.get(id).body()).contains("public.customers", "ACCESS EXCLUSIVE");
    assertThat(service.get("/reviews/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void aNewerPushTakesThePlaceOfTheOlder() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "fast/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    for (int i = 0; i < 4; i++) {
      pull.push(Change.of(Shop.AMOUNTS, "-- " + i + "\n" + Shop.text(Shop.AMOUNTS)));
    }
    service.settle();

    TestService.assertEnded(shop);
    assertThat(TestService.check(shop, pull.headSha()).conclusion()).contains("failure");
    assertThat(standing(pull)).hasSize(6).doesNotHaveDuplicates();
    assertThat(pull.conversation()).hasSize(1);
    assertThat(pull.lineComments())
        .filteredOn(comment -> !comment.resolved() && !comment.minimized())
        .filteredOn(comment -> comment.place().orElseThrow().path().equals(Shop.AMOUNTS))
        .extracting(comment -> comment.place().orElseThrow().line())
        .containsExactly(3, 5, 7);
  }

  @Test
  void aForcePushBackToAnOlderCommitIsReviewedAgain() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "back/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    String first = pull.headSha();
    pull.push(Change.none().without(Shop.AMOUNTS));
    service.settle();
    assertThat(standing(pull)).hasSize(3);
    pull.forcePush(first);
    service.settle();
    assertThat(TestService.checks(shop, first)).hasSize(2);
    assertThat(standing(pull)).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void everyButtonReviewsAgain() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "again/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    List<TestComment> comments = pull.lineComments();

    shop.rerun(check, "ada");
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha())).hasSize(2);
    shop.rerunAll(pull.headSha());
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha())).hasSize(3);
    shop.press(check, "rerun", "ada");
    shop.press(check, "no-such-button", "ada");
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha()))
        .hasSize(4)
        .allSatisfy(one -> assertThat(one.conclusion()).contains("failure"));
    assertThat(pull.lineComments()).isEqualTo(comments);
    assertThat(pull.conversation()).hasSize(1);
  }

  @Test
  void theButtonDraftsThePlanOnce() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "draft/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    for (int i = 0; i < 2; i++) {
      shop.press(TestService.check(shop, pull.headSha()), "plan", "ada");
      service.settle();
      assertThat(pull.conversation()).hasSize(2);
      assertThat(pull.conversation().getLast().body())
          .contains("db/migration/migration-plan.md", "Rollback steps", "ALTER TABLE");
    }
  }

  @Test
  void moreThanFiftyAnnotationsGoInBatchesAndTheConclusionWithTheLast() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "many/shop");
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      sql.append("CREATE INDEX i").append(i).append(" ON orders (customer_id);\n");
    }
    TestPullRequest pull = Shop.open(shop, Change.of("db/migration/V8__many.sql", sql.toString()));
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.history())
        .startsWith("queued 0", "in_progress 0", "in_progress 50")
        .last()
        .asString()
        .startsWith("failure ");
    assertThat(check.annotations()).hasSizeGreaterThan(60).doesNotHaveDuplicates();
    assertThat(standing(pull)).hasSize(60).doesNotHaveDuplicates();
  }

  @Test
  void reviewsAndTheirFindingsAreCounted() throws Exception {
    double errors = metric("pgreview_findings_total", "severity=\"error\"");
    double widened = metric("pgreview_findings_total", "rule=\"alter-column-type-rewrite\"");
    double reviews = metric("pgreview_reviews_total", "conclusion=\"failure\"");
    TestRepository shop = Shop.repository(service.hub, "counted/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.title()).contains("8 errors");
    double once = metric("pgreview_findings_total", "rule=\"alter-column-type-rewrite\"") - widened;
    assertThat(once).isPositive();
    assertThat(metric("pgreview_findings_total", "severity=\"error\"")).isEqualTo(errors + 8);
    assertThat(metric("pgreview_reviews_total", "conclusion=\"failure\"")).isEqualTo(reviews + 1);

    shop.rerun(check, "ada");
    service.settle();
    assertThat(metric("pgreview_findings_total", "severity=\"error\"")).isEqualTo(errors + 16);
    assertThat(metric("pgreview_findings_total", "rule=\"alter-column-type-rewrite\""))
        .isEqualTo(widened + 2 * once);
    assertThat(metric("pgreview_reviews_total", "conclusion=\"failure\"")).isEqualTo(reviews + 2);
  }

  /** The sum over all tags but this one; 0 when nothing was counted yet. */
  private double metric(String name, String tag) throws Exception {
    return service
        .get("/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void aDeliveryIsTakenOnceAndAFailedOneIsFetched() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "lost/shop");
    TestPullRequest pull = Shop.open(shop, Change.of("README.md", "# Words\n"));
    service.settle();
    service
        .hub
        .webhooks()
        .redeliver(service.hub.webhooks().deliveries("pull_request", "opened").getLast().id());
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha())).hasSize(1);

    service.hub.webhooks().outage(true);
    pull.push(Shop.brought());
    service.hub.webhooks().settle();
    service.hub.webhooks().outage(false);
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha())).isEmpty();
    service.clock.advance(Duration.ofMinutes(5));
    service.stop();
    service.start();
    Await.until(
        "the lost delivery was found", () -> !TestService.checks(shop, pull.headSha()).isEmpty());
    service.settle();
    assertThat(TestService.check(shop, pull.headSha()).conclusion()).contains("failure");
  }
}
