package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestComment;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pull requests of several kinds, and whose policy counts for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyServiceTest {
  private final StoreDatabase database = new StoreDatabase();
  private final TestService service;

  PolicyServiceTest(@TempDir Path folder) throws Exception {
    service = new TestService(folder).on(database).start();
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

  @Test
  void thePlanIsTheGate() throws Exception {
    TestRepository shop = service.hub.repository("gate/shop");
    Path planned = Path.of("examples/planned");
    shop.push("main", files(planned, ".pgreview.yml", "db/migration/V1__invoices.sql"));
    TestPullRequest pull = Shop.open(shop, files(planned, "db/migration/V2__drop_vat_code.sql"));
    service.settle();
    TestCheckRun blocked = TestService.check(shop, pull.headSha());
    assertThat(blocked.conclusion()).contains("action_required");
    assertThat(blocked.summary()).contains("Migration plan: required and missing");

    pull.push(files(planned, "db/migration/migration-plan.md"));
    service.settle();
    TestCheckRun open = TestService.check(shop, pull.headSha());
    assertThat(open.summary()).contains("Migration plan: complete");
    assertThat(open.conclusion()).contains("success");
  }

  private static Change files(Path root, String... paths) throws IOException {
    Change change = Change.none();
    for (String path : paths) {
      change = change.and(path, Files.readAllBytes(root.resolve(path)));
    }
    return change;
  }

  @Test
  void aMergeQueueGetsItsAnswerOnTheGroupsCommit() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "queue/shop");
    TestPullRequest pull = Shop.open(shop, Shop.brought());
    service.settle();
    int comments = pull.lineComments().size();
    String merged = shop.enqueue(pull);
    service.settle();
    TestCheckRun check = TestService.check(shop, merged);
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.title()).contains("8 errors", "dry run applied");
    assertThat(pull.lineComments()).hasSize(comments);
    shop.rerun(check, "ada");
    service.settle();
    assertThat(TestService.checks(shop, merged)).hasSize(2);
    TestService.assertEnded(shop);
  }

  @Test
  void aForksChangeIsNotRunOnThisMachine() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "forked/shop");
    TestRepository fork = shop.fork("eve");
    fork.push("patch", Shop.brought());
    TestPullRequest pull = shop.openFrom(fork, "patch", "eve");
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.summary()).contains("changes from forks are run in a container only");
    assertThat(pull.lineComments()).hasSize(6);
    // GitHub names no pull request with a fork's check run.
    shop.rerun(check, "ada");
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha())).hasSize(2);
    pull.deleteFork();
    shop.rerun(check, "ada");
    service.settle();
    TestService.assertEnded(shop);
  }

  @Test
  void theBaseBranchsPolicyCounts() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "policy/shop");
    TestPullRequest pull =
        Shop.open(
            shop,
            Shop.brought()
                .and(".pgreview.yml", "postgres: 16\nfail_on: never\nplan: {required: false}\n"));
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.summary()).contains("the edit counts once it is merged");

    pull.push(Change.of(".pgreview.yml", "postgres: 16\nfail_onn: never\n"));
    service.settle();
    TestCheckRun mistaken = TestService.check(shop, pull.headSha());
    assertThat(mistaken.annotations())
        .filteredOn(one -> one.path("path").asString().equals(".pgreview.yml"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("start_line").asInt()).isEqualTo(2);
              assertThat(one.path("message").asString()).contains("fail_onn", "fail_on");
            });
  }

  @Test
  void aRepositoryWithoutAPolicyHasItsOwners() throws Exception {
    service
        .hub
        .repository("owner/.github")
        .push("main", Change.of(".pgreview.yml", "fail_on: never\nplan: {required: false}\n"));
    TestRepository shop = service.hub.repository("owner/shop");
    shop.push(
        "main",
        Change.of("db/migration/V1__a.sql", "CREATE TABLE a (id bigint PRIMARY KEY, b int);\n"));
    TestPullRequest pull =
        Shop.open(
            shop,
            Change.of("db/migration/V2__b.sql", "ALTER TABLE a ALTER COLUMN b TYPE bigint;\n"));
    service.settle();
    assertThat(TestService.check(shop, pull.headSha()).conclusion())
        .hasValueSatisfying(conclusion -> assertThat(conclusion).isIn("success", "neutral"));

    shop.push("main", Change.of(".pgreview.yml", "rules: {drop-colum: off}\n"));
    shop.rerun(TestService.check(shop, pull.headSha()), "ada");
    service.settle();
    TestCheckRun check = TestService.checks(shop, pull.headSha()).getLast();
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.summary()).contains("The defaults were used", "drop-column");
  }

  @Test
  void theApplicationsQueriesAreTried() throws Exception {
    TestRepository shop = service.hub.repository("queries/shop");
    shop.push(
        "main",
        Change.of(
                "db/migration/V1__a.sql", "CREATE TABLE a (id bigint PRIMARY KEY, b int, c int);\n")
            .and(".pgreview.yml", "queries: [queries/*.sql]\nplan: {required: false}\n")
            .and("queries/a.sql", "SELECT id FROM a WHERE id = $1;\nSELECT b FROM a;\n"));
    TestPullRequest pull =
        Shop.open(
            shop,
            Change.of("db/migration/V2__b.sql", "ALTER TABLE a DROP COLUMN b;\n")
                .and(".pgreview.yml", "plan: {required: false}\n"));
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.annotations())
        .filteredOn(one -> one.path("path").asString().equals("queries/a.sql"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("start_line").asInt()).isEqualTo(2);
              assertThat(one.path("message").asString()).contains("column \"b\" does not exist");
            });
  }

  @Test
  void aChangeWithoutMigrationsSucceedsAtOnce() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "words/shop");
    TestPullRequest pull = Shop.open(shop, Change.of("README.md", "# Words\n"));
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(check.history()).containsExactly("queued 0", "success 0");
    assertThat(pull.conversation()).isEmpty();
    assertThat(pull.lineComments()).isEmpty();
  }

  @Test
  void aClosedPullRequestIsLeftAlone() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "closed/shop");
    TestPullRequest pull = Shop.open(shop, Change.of("README.md", "# One\n"));
    service.settle();
    pull.close();
    String pushed = pull.push(Shop.brought());
    service.settle();
    assertThat(TestService.checks(shop, pushed)).isEmpty();
    pull.reopen();
    service.settle();
    assertThat(TestService.checks(shop, pull.headSha()))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.conclusion()).contains("success"));
  }

  @Test
  void whatThePullRequestSaysIsText() throws Exception {
    TestRepository shop = Shop.repository(service.hub, "text/shop");
    TestPullRequest pull =
        Shop.open(
            shop,
            Change.of(
                "db/migration/V8__<img src=x>@acme.sql",
                "ALTER TABLE customers DROP COLUMN \"</summary>@acme ![x](https://evil.example)\";\n"));
    service.settle();
    TestCheckRun check = TestService.check(shop, pull.headSha());
    assertThat(pull.conversation()).isNotEmpty();
    Stream.concat(
            Stream.of(check.summary()),
            Stream.concat(pull.conversation().stream(), pull.lineComments().stream())
                .map(TestComment::body))
        .forEach(
            markdown -> {
              assertThat(active(markdown)).noneMatch(one -> one.contains("https://evil"));
              assertThat(active(markdown)).noneMatch(one -> one.contains("<img"));
              assertThat(active(markdown)).noneMatch(one -> one.contains("@acme"));
            });
  }

  /** What of a text does more than to be shown: HTML, links, images, and texts with mentions. */
  private static List<String> active(String markdown) {
    List<String> found = new ArrayList<>();
    Parser.builder()
        .build()
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlBlock html) {
                found.add(html.getLiteral());
              }

              @Override
              public void visit(HtmlInline html) {
                found.add(html.getLiteral());
              }

              @Override
              public void visit(Link link) {
                found.add(link.getDestination());
                visitChildren(link);
              }

              @Override
              public void visit(Image image) {
                found.add(image.getDestination());
              }

              @Override
              public void visit(Text text) {
                found.add(text.getLiteral());
              }
            });
    return found;
  }
}
