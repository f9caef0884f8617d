package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.Role;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestComment;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Commands in comments, from GitHub's event to the answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandServiceTest {
  private final StoreDatabase database = new StoreDatabase();
  private final TestService service;
  private final TestRepository shop;
  private final TestPullRequest pull;

  CommandServiceTest(@TempDir Path folder) throws Exception {
    service = new TestService(folder).on(database).start();
    shop = Shop.repository(service.hub, "acme/shop");
    shop.collaborator("wilma", Role.WRITE);
    shop.collaborator("rita", Role.READ);
    pull = Shop.open(shop, Shop.brought());
    service.settle();
  }

  @AfterEach
  void conforms() {
    assertThat(service.hub.violations()).isEmpty();
    service.clock.advance(Duration.ofMinutes(2));
  }

  @AfterAll
  void stop() throws Exception {
    service.close();
    database.close();
  }

  /** Our answer to a comment in the conversation, which must be one. */
  private String answer(String login, String body) throws Exception {
    List<TestComment> before = pull.conversation();
    TestComment comment = pull.comment(login, body);
    service.settle();
    assertThat(comment.reactions()).containsExactly("pgreview-test[bot] eyes");
    List<TestComment> fresh =
        pull.conversation().stream()
            .filter(one -> !before.contains(one) && one.bot())
            .filter(one -> one.body().startsWith("<!-- pgreview:answer:" + comment.id() + " -->"))
            .toList();
    assertThat(fresh).hasSize(1);
    return fresh.getFirst().body();
  }

  @Test
  void helpIsForEverybody() throws Exception {
    assertThat(answer("stranger", "/pgreview help"))
        .contains("/pgreview explain", "/pgreview accept", "/pgreview plan", "/pgreview review");
    assertThat(answer("stranger", "Hello!\n\n/pgreview\n\nThanks")).contains("/pgreview help");
  }

  @Test
  void aRuleAndALineAreExplained() throws Exception {
    assertThat(answer("stranger", "/pgreview explain rename-column")).contains("rename-column");
    assertThat(answer("stranger", "/pgreview explain " + Shop.AMOUNTS + ":2"))
        .contains("ACCESS EXCLUSIVE", "public.payments");
    assertThat(answer("stranger", "/pgreview explain " + Shop.AMOUNTS + ":3"))
        .contains("No statement of a changed migration stands there");
    assertThat(answer("stranger", "/pgreview explain")).contains("Say what");
  }

  @Test
  void aQuestionOnALineIsAnsweredInItsThread() throws Exception {
    TestComment ours =
        pull.lineComments().stream()
            .filter(one -> one.place().orElseThrow().line() == 9)
            .findFirst()
            .orElseThrow();
    TestComment question = pull.reply(ours, "stranger", "/pgreview explain");
    TestComment own = pull.commentOn("stranger", "/pgreview explain", Shop.LOYALTY, 6);
    service.settle();
    assertThat(question.reactions()).containsExactly("pgreview-test[bot] eyes");
    assertThat(answersTo(question))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.inReplyTo()).contains(ours.id());
              assertThat(one.body()).contains("order_items_product_id_fkey");
            });
    assertThat(answersTo(own))
        .singleElement()
        .satisfies(one -> assertThat(one.body()).contains("orders_customer_id_idx"));
  }

  private List<TestComment> answersTo(TestComment question) {
    return pull.lineComments().stream()
        .filter(one -> one.body().startsWith("<!-- pgreview:answer:" + question.id() + " -->"))
        .toList();
  }

  @Test
  void whatIsMistypedIsCorrected() throws Exception {
    assertThat(answer("stranger", "/pgreview explian rename-column"))
        .contains("Did you mean `/pgreview explain`?");
    assertThat(answer("stranger", "/pgreview explain rename-colum"))
        .contains("Did you mean `rename-column`?");
    assertThat(answer("wilma", "/pgreview accept rename-column")).contains("Say why");
    assertThat(answer("wilma", "/pgreview review please")).contains("takes nothing more");
  }

  @Test
  void whatNobodySaidIsNoCommand() throws Exception {
    int before = pull.conversation().size();
    List<TestComment> comments =
        List.of(
            pull.comment("wilma", "> /pgreview help"),
            pull.comment("wilma", "```\n/pgreview help\n```"),
            pull.comment("wilma", "    /pgreview help"),
            pull.comment("wilma", "Say `/pgreview help`."),
            pull.comment("wilma", "Say /pgreview help."),
            pull.comment("wilma", "<!-- /pgreview help -->"),
            pull.comment("wilma", "/pgreviewer help"),
            pull.comment("dependabot[bot]", "/pgreview help"));
    service.settle();
    assertThat(pull.conversation()).hasSize(before + comments.size());
    assertThat(comments).allSatisfy(one -> assertThat(one.reactions()).isEmpty());
  }

  @Test
  void aReviewIsForTheAuthorAndForThoseWhoWrite() throws Exception {
    int before = TestService.checks(shop, pull.headSha()).size();
    assertThat(answer("rita", "/pgreview review")).contains("for the author");
    assertThat(TestService.checks(shop, pull.headSha())).hasSize(before);
    assertThat(answer("wilma", "/pgreview review")).contains("reviewed once more");
    assertThat(answer("ada", "/pgreview review")).contains("reviewed once more");
    assertThat(TestService.checks(shop, pull.headSha())).hasSize(before + 2);
    TestService.assertEnded(shop);
  }

  @Test
  void thePlanIsDrafted() throws Exception {
    assertThat(answer("stranger", "/pgreview plan")).contains("for the author");
    assertThat(answer("ada", "/pgreview plan")).contains("drafted");
    assertThat(pull.conversation())
        .filteredOn(one -> one.body().startsWith("<!-- pgreview:plan -->"))
        .singleElement()
        .satisfies(one -> assertThat(one.body()).contains("migration-plan.md", "Rollback"));
  }

  @Test
  void whoMayWriteMayAccept() throws Exception {
    TestRepository own = Shop.repository(service.hub, "accepted/shop");
    own.collaborator("wilma", Role.WRITE);
    own.push("main", Change.of(".pgreview.yml", "postgres: 16\nplan: {required: false}\n"));
    TestPullRequest rename =
        Shop.open(
            own,
            Change.of(
                "db/migration/V8__x.sql",
                "SET lock_timeout = '2s';\nALTER TABLE orders RENAME COLUMN status TO state;\n"));
    service.settle();
    assertThat(TestService.check(own, rename.headSha()).conclusion()).contains("failure");

    rename.comment("ada", "/pgreview accept rename-column it is mine");
    service.settle();
    assertThat(rename.conversation().getLast().body()).contains("You may not accept");
    assertThat(TestService.checks(own, rename.headSha())).hasSize(1);

    rename.comment("wilma", "/pgreview accept rename-column nobody reads it <img src=x> @acme");
    service.settle();
    assertThat(rename.conversation().getLast().body()).contains("Recorded");
    TestCheckRun check = TestService.checks(own, rename.headSha()).getLast();
    assertThat(check.summary()).contains("wilma", "nobody reads it").doesNotContain("<img");
    assertThat(check.conclusion().orElseThrow()).isIn("success", "neutral");
    assertThat(
            database.column(
                "SELECT accepted_by || ': ' || rule FROM acceptance WHERE repository ="
                    + " 'accepted/shop'"))
        .containsExactly("wilma: rename-column");
  }

  @Test
  void whatALaterPushBringsIsNotAccepted() throws Exception {
    TestRepository own = Shop.repository(service.hub, "later/shop");
    own.collaborator("wilma", Role.WRITE);
    own.push("main", Change.of(".pgreview.yml", "postgres: 16\nplan: {required: false}\n"));
    String first = "ALTER TABLE orders RENAME COLUMN status TO state;\n";
    String timeout = "SET lock_timeout = '2s';\n";
    TestPullRequest pulled = Shop.open(own, Change.of("db/migration/V8__x.sql", timeout + first));
    service.settle();
    pulled.comment("wilma", "/pgreview accept drop-column in any case");
    service.settle();
    assertThat(pulled.conversation().getLast().body())
        .contains("The newest report has no finding of `drop-column`");
    assertThat(TestService.checks(own, pulled.headSha())).hasSize(1);

    pulled.comment("wilma", "/pgreview accept rename-column nobody reads it");
    service.settle();
    assertThat(pulled.conversation().getLast().body())
        .contains("the finding of `rename-column` is accepted");
    assertThat(TestService.checks(own, pulled.headSha()).getLast().conclusion().orElseThrow())
        .isIn("success", "neutral");

    pulled.push(Change.of("db/migration/V8__x.sql", timeout + "\n\n" + first));
    service.settle();
    TestCheckRun moved = TestService.check(own, pulled.headSha());
    assertThat(moved.conclusion().orElseThrow()).isIn("success", "neutral");
    assertThat(moved.summary()).contains("nobody reads it");

    pulled.push(
        Change.of(
            "db/migration/V8__x.sql",
            timeout + first + "ALTER TABLE payments RENAME COLUMN amount_cents TO cents;\n"));
    service.settle();
    TestCheckRun more = TestService.check(own, pulled.headSha());
    assertThat(more.conclusion()).contains("failure");
    assertThat(more.title()).contains("1 error");
    assertThat(more.summary()).contains("nobody reads it");

    pulled.comment("wilma", "/pgreview accept rename-column neither this");
    service.settle();
    assertThat(pulled.conversation().getLast().body())
        .contains("the 2 findings of `rename-column` are accepted");
    assertThat(TestService.checks(own, pulled.headSha()).getLast().conclusion().orElseThrow())
        .isIn("success", "neutral");
  }

  @Test
  void whatNobodyHasSeenIsNotAccepted() throws Exception {
    TestRepository own = Shop.repository(service.hub, "unseen/shop");
    own.collaborator("wilma", Role.WRITE);
    service
        .hub
        .faults()
        .times("GET /repos/{owner}/{repo}/compare/{basehead}", new Fault.Invalid("no"), 0, 1000);
    TestPullRequest pulled =
        Shop.open(
            own,
            Change.of(
                "db/migration/V8__x.sql", "ALTER TABLE orders RENAME COLUMN status TO state;\n"));
    service.settle();
    assertThat(TestService.check(own, pulled.headSha()).summary()).contains("given up");
    service.hub.faults().clear();
    pulled.comment("wilma", "/pgreview accept rename-column whatever it is");
    service.settle();
    assertThat(pulled.conversation())
        .extracting(TestComment::body)
        .anyMatch(body -> body.contains("There is no report"));
    assertThat(database.column("SELECT 1 FROM acceptance WHERE repository = 'unseen/shop'"))
        .isEmpty();
  }

  @Test
  void theConfigurationSaysWhoMayAccept() throws Exception {
    TestRepository own = Shop.repository(service.hub, "named/shop");
    service.hub.team("named", "dba", "dora");
    own.collaborator("wilma", Role.ADMIN);
    own.push("main", Change.of(".pgreview.yml", "accept: {teams: [dba], users: [ute]}\n"));
    TestPullRequest pulled =
        Shop.open(
            own,
            Change.of(
                "db/migration/V8__x.sql",
                "ALTER TABLE orders RENAME COLUMN status TO state;\nCREATE INDEX x ON orders (currency);\n"));
    service.settle();
    pulled.comment("wilma", "/pgreview accept rename-column I am an admin");
    service.settle();
    assertThat(pulled.conversation().getLast().body()).contains("You may not accept");
    pulled.comment(
        "dora",
        "/pgreview accept rename-column agreed\n/pgreview accept missing-lock-timeout small");
    pulled.comment("Ute", "/pgreview accept create-index-blocking at night");
    service.settle();
    assertThat(
            database.column(
                "SELECT accepted_by || ' ' || rule FROM acceptance WHERE repository = 'named/shop'"
                    + " ORDER BY rule"))
        .containsExactly(
            "Ute create-index-blocking", "dora missing-lock-timeout", "dora rename-column");
    TestService.assertEnded(own);
    String summary = TestService.checks(own, pulled.headSha()).getLast().summary();
    assertThat(summary).contains("agreed", "small", "at night");
  }

  @Test
  void aClosedPullRequestIsNotReviewed() throws Exception {
    TestPullRequest closed =
        Shop.open(Shop.repository(service.hub, "shut/shop"), Change.of("README.md", "x"));
    closed.close();
    closed.comment("ada", "/pgreview review");
    service.settle();
    assertThat(closed.conversation().getLast().body()).contains("closed");
  }
}
