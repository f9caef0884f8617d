package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.github.CheckOutput.Action;
import dev.pgreview.github.CheckOutput.Annotation;
import dev.pgreview.github.CheckRun.Result;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.report.Severity;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRunsTest {
  private static final URI DETAILS = URI.create("http://localhost:8080/reviews/1");
  private static final String CREATE = "POST /repos/{owner}/{repo}/check-runs";
  private static final String UPDATE = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";

  private GitHubDouble hub;
  private GitHubApp app;
  private TestRepository shop;
  private CheckRuns checks;
  private String head;

  @BeforeEach
  void start() {
    hub = GitHubDouble.start();
    app = TestApp.on(hub);
    shop = hub.repository("acme/shop");
    head = shop.push("feature", Change.of("V1.sql", "SELECT 1;\n"));
    checks = TestApp.repository(app, hub, "acme/shop").checkRuns();
  }

  @AfterEach
  void stop() {
    app.close();
    hub.close();
  }

  private CheckRun create() {
    return checks.create("pgreview", head, "review-1", DETAILS);
  }

  private static CheckOutput output(int annotations) {
    List<Annotation> all = new ArrayList<>();
    for (int i = 1; i <= annotations; i++) {
      all.add(
          new Annotation(
              "V1.sql", i, i, List.of(Severity.values()).get(i % 3), "rule-" + i, "message " + i));
    }
    return new CheckOutput(
        "Blocks writes",
        "summary",
        "text",
        "[the whole report](http://localhost:8080/reviews/1)",
        all,
        List.of(
            new Action("Re-run", "Review this commit again", "rerun"),
            new Action("Draft plan", "Comment a draft of the plan", "plan")));
  }

  private TestCheckRun only() {
    assertThat(shop.checkRuns()).hasSize(1);
    return shop.checkRuns().getFirst();
  }

  @Test
  void aCheckGoesFromQueuedToItsConclusion() {
    CheckRun run = create();
    assertThat(run.status()).isEqualTo("queued");
    assertThat(only().status()).isEqualTo("queued");

    checks.progress(run, CheckOutput.of("Linted", "1 finding; the dry run is under way"));
    assertThat(only().status()).isEqualTo("in_progress");
    assertThat(only().summary()).contains("dry run");

    CheckRun done = checks.complete(run, Result.FAILURE, output(3));
    assertThat(done.isCompleted()).isTrue();
    assertThat(done.result()).contains(Result.FAILURE);
    assertThat(only().conclusion()).contains("failure");
    assertThat(only().annotations()).hasSize(3);
    assertThat(only().actions()).containsExactly("rerun", "plan");
  }

  @Test
  void everyResultIsTaken() {
    for (Result result : Result.values()) {
      CheckRun run = checks.create("pgreview", head, "review " + result, DETAILS);
      assertThat(checks.complete(run, result, output(0)).result()).contains(result);
    }
    assertThat(shop.checkRuns())
        .extracting(run -> run.conclusion().orElse("").toUpperCase(Locale.ROOT))
        .containsExactlyElementsOf(
            java.util.Arrays.stream(Result.values()).map(Enum::name).toList());
  }

  @Test
  void theConclusionComesWithTheLastAnnotations() {
    checks.complete(create(), Result.FAILURE, output(120));
    assertThat(only().history())
        .containsExactly("queued 0", "in_progress 50", "in_progress 100", "failure 120");
  }

  @Test
  void fiftyAnnotationsAreOneRequest() {
    checks.complete(create(), Result.FAILURE, output(50));
    assertThat(only().history()).containsExactly("queued 0", "failure 50");
  }

  @Test
  void anAnswerThatWasLostMakesNoSecondRun() {
    for (Fault lost : List.of(Fault.badGatewayAfterTheEffect(), new Fault.CutInAnswer())) {
      hub.faults().next(CREATE, lost);
      CheckRun run = create();
      assertThat(run.id()).isEqualTo(only().id());
    }
    assertThat(create().id()).isEqualTo(only().id());
  }

  @Test
  void aRunThatGitHubDidNotMakeIsMadeByTheNextTry() {
    for (Fault lost : List.of(Fault.badGateway(), new Fault.CutBefore())) {
      hub.faults().next(CREATE, lost);
      assertThatThrownBy(() -> checks.create("pgreview", head, "review-" + lost, DETAILS))
          .isInstanceOf(GitHubException.Temporary.class);
      checks.create("pgreview", head, "review-" + lost, DETAILS);
    }
    assertThat(shop.checkRuns()).hasSize(2);
  }

  @Test
  void aReviewThatIsRunAgainGetsARunOfItsOwn() {
    create();
    checks.create("pgreview", head, "review-2", DETAILS);
    assertThat(shop.checkRuns()).hasSize(2);
    assertThat(checks.of("pgreview", head))
        .extracting(CheckRun::externalId)
        .containsExactly("review-2", "review-1");
    assertThat(checks.of("other", head)).isEmpty();
  }

  @Test
  void annotationsAreNotDoubledWhereverTheWorkWasInterrupted() {
    CheckRun run = create();
    for (Fault fault :
        List.of(
            Fault.badGateway(),
            Fault.badGatewayAfterTheEffect(),
            new Fault.CutBefore(),
            new Fault.CutInAnswer())) {
      for (int request = 0; request < 3; request++) {
        CheckRun fresh = checks.create("pgreview", head, "try " + fault + request, DETAILS);
        hub.faults().times(UPDATE, fault, request, 1);
        try {
          checks.complete(fresh, Result.FAILURE, output(120));
        } catch (GitHubException.Temporary interrupted) {
          checks.complete(fresh, Result.FAILURE, output(120));
        }
        hub.faults().clear();
        TestCheckRun made = shop.checkRuns().getLast();
        assertThat(made.annotations()).hasSize(120).doesNotHaveDuplicates();
        assertThat(made.conclusion()).contains("failure");
      }
    }
    assertThat(checks.get(run.id()).isCompleted()).isFalse();
  }

  @Test
  void whatTheLintSaidIsNotSaidAgainAfterTheDryRun() {
    CheckRun run = create();
    checks.progress(run, output(70));
    checks.complete(run, Result.FAILURE, output(90));
    assertThat(only().annotations()).hasSize(90).doesNotHaveDuplicates();
  }

  @Test
  void longTextsAreCutWithAPointer() {
    String paragraph = "Ein Satz mit Zeichen 🐘 und Wörtern.\n\n";
    String huge = paragraph.repeat(5_000);
    CheckOutput large =
        new CheckOutput(
            "t".repeat(300),
            huge,
            huge,
            "[The whole report](http://localhost:8080/reviews/1)",
            List.of(
                new Annotation(
                    "V1.sql", 3, 2, Severity.ERROR, "r".repeat(300), "m".repeat(100_000))),
            List.of());
    checks.complete(create(), Result.FAILURE, large);
    assertThat(only().summary().length()).isLessThanOrEqualTo(65_535);
    assertThat(only().summary().codePointCount(0, only().summary().length())).isGreaterThan(60_000);
    assertThat(only().summary()).endsWith("(http://localhost:8080/reviews/1)\n");
    assertThat(only().text()).contains("The whole report");
    assertThat(only().title()).hasSize(255);
    assertThat(only().annotations().getFirst().path("message").asString().length())
        .isLessThanOrEqualTo(64 * 1024);
  }

  @Test
  void moreOrLongerButtonsThanGitHubShowsAreRefusedEarly() {
    Action action = new Action("a", "b", "c");
    assertThatThrownBy(
            () ->
                new CheckOutput(
                    "t", "s", "", "", List.of(), List.of(action, action, action, action)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Action("a".repeat(21), "b", "c"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Action("a", "b".repeat(41), "c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMergeGroupGetsItsCheck() {
    String merged = shop.enqueue(shop.open("feature", "ada"));
    CheckRun run = checks.create("pgreview", merged, "group", DETAILS);
    checks.complete(run, Result.SUCCESS, output(0));
    assertThat(only().headSha()).isEqualTo(merged);
    assertThat(only().conclusion()).contains("success");
  }
}
