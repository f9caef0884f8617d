package dev.pgreview.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.dryrun.EmbeddedServers;
import dev.pgreview.dryrun.ServerDryRunner;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestCheckRun;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.pullrequest.DryRunPolicy;
import dev.pgreview.report.Conclusion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A workflow's step against the double of GitHub, with real dry runs. */
class ActionRunTest {
  private static final String BASE = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n";
  private static final String RISKY =
      "SET LOCAL lock_timeout = '2s';\nALTER TABLE orders ALTER COLUMN note TYPE int USING 1;\n";
  private static final String COMPARE = "GET /repos/{owner}/{repo}/compare/{basehead}";
  private static final String UPDATE = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";
  private static final ServerDryRunner SERVERS = new ServerDryRunner(EmbeddedServers::open);

  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private GitHubDouble hub = GitHubDouble.start();
  private TestRepository shop = hub.repository("acme/shop");

  ActionRunTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void base() {
    shop.push("main", Change.of("db/migration/V1__init.sql", BASE));
  }

  @AfterEach
  void conforms() {
    hub.close();
  }

  @AfterAll
  static void stop() {
    SERVERS.close();
  }

  @Test
  void aPullRequestGetsItsCheckRunAndComments() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.open("change", "mona");

    assertThat(run(pullRequest(pull, false))).contains(Conclusion.FAILURE);

    TestCheckRun check = onlyCheck();
    assertThat(check.name()).isEqualTo("pgreview");
    assertThat(check.headSha()).isEqualTo(pull.headSha());
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.summary()).contains("ACCESS EXCLUSIVE").contains("dry run");
    assertThat(check.annotations()).isNotEmpty();
    assertThat(pull.lineComments()).isNotEmpty();
    assertThat(pull.conversation()).hasSize(1);
    assertThat(outputs())
        .contains("conclusion=failure", "plan=missing", "published=true")
        .anyMatch(line -> line.startsWith("errors="));
    JsonNode report =
        JsonMapper.shared().readTree(Files.readAllBytes(reports().resolve("report.json")));
    assertThat(report.path("dry_run").path("status").asString()).isEqualTo("applied");
    assertThat(reports().resolve("report.html")).exists();
    assertThat(reports().resolve("report.sarif")).exists();
    assertThat(Files.readString(folder.resolve("summary.md"))).contains("ACCESS EXCLUSIVE");
    assertThat(log()).contains("alter-column-type-rewrite").doesNotContain("::error");
  }

  @Test
  void aSecondRunBringsUpToDateAndDoublesNothing() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.open("change", "mona");
    run(pullRequest(pull, false));
    int comments = pull.lineComments().size();
    run(pullRequest(pull, false));
    assertThat(pull.lineComments()).hasSize(comments);
    assertThat(pull.conversation()).hasSize(1);

    shop.push("change", Change.of("db/migration/V2__x.sql", "CREATE TABLE n (id bigint);\n"));
    assertThat(run(pullRequest(pull, false))).contains(Conclusion.SUCCESS);
    assertThat(pull.conversation()).hasSize(1);
    assertThat(shop.checkRuns().getLast().conclusion()).contains("success");
  }

  @Test
  void aTokenThatMayOnlyReadLeavesAnnotationsSummaryAndReport() throws IOException {
    TestRepository fork = shop.fork("stranger");
    fork.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.openFrom(fork, "change", "stranger");

    assertThat(run(pullRequest(pull, true))).contains(Conclusion.FAILURE);

    assertThat(shop.checkRuns()).isEmpty();
    assertThat(pull.conversation()).isEmpty();
    assertThat(log())
        .contains("::error file=db/migration/V2__x.sql,line=2")
        .contains("::notice title=pgreview::the check run cannot be written with this token");
    assertThat(outputs()).contains("conclusion=failure", "published=false");
    JsonNode report =
        JsonMapper.shared().readTree(Files.readAllBytes(reports().resolve("report.json")));
    assertThat(report.path("dry_run").path("skipped_because").asString()).contains("container");
  }

  @Test
  void aMergeGroupGetsItsCheckRun() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", "CREATE TABLE n (id bigint);\n"));
    TestPullRequest pull = shop.open("change", "mona");
    String group = shop.enqueue(pull);
    Map<String, String> variables = variables("merge_group", false);
    write(
        variables,
        "{\"merge_group\":{\"head_sha\":\"%s\",\"base_sha\":\"%s\"}}"
            .formatted(group, shop.head("main")));

    assertThat(run(variables)).contains(Conclusion.SUCCESS);
    assertThat(onlyCheck().headSha()).isEqualTo(group);
    assertThat(onlyCheck().conclusion()).contains("success");
  }

  @Test
  void thePolicyIsTheBaseBranches() throws IOException {
    shop.push(
        "change",
        Change.of("db/migration/V2__x.sql", RISKY).and(".pgreview.yml", "fail_on: never\n"));
    TestPullRequest pull = shop.open("change", "mona");
    assertThat(run(pullRequest(pull, false))).contains(Conclusion.FAILURE);
    assertThat(onlyCheck().summary()).contains("the edit counts once it is merged");
  }

  @Test
  void noTextOfTheChangeIsAWorkflowCommand() throws IOException {
    shop.push(
        "change",
        Change.of(
            "db/migration/V2__x.sql",
            "-- x\n::add-mask::note\n::error::y\nALTER TABLE orders\n::set-output name=a::b\n"));
    run(pullRequest(shop.open("change", "mona"), false));
    String[] lines = log().split("\n");
    boolean stopped = false;
    String token = "";
    for (String line : lines) {
      if (line.startsWith("::stop-commands::")) {
        stopped = true;
        token = line.substring("::stop-commands::".length());
      } else if (line.equals("::" + token + "::")) {
        stopped = false;
      } else if (!stopped) {
        assertThat(line).doesNotContain("add-mask").doesNotContain("set-output");
      }
    }
    assertThat(stopped).isFalse();
  }

  @Test
  void aPullRequestThatWasMergedMeanwhileNeedsNothing() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.open("change", "mona");
    pull.close();
    assertThat(run(pullRequest(pull, false))).isEmpty();
    assertThat(log()).contains("is not open any more");
  }

  @Test
  void aFaultThatPassesIsWaitedFor() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", "CREATE TABLE n (id bigint);\n"));
    TestPullRequest pull = shop.open("change", "mona");
    hub.faults()
        .next("POST /repos/{owner}/{repo}/check-runs", new Fault.SecondaryLimit(OptionalInt.of(1)));
    assertThat(run(pullRequest(pull, false))).contains(Conclusion.SUCCESS);
    assertThat(onlyCheck().conclusion()).contains("success");
  }

  @Test
  void aChangeThatCannotBeReadEndsTheCheckRun() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.open("change", "mona");
    hub.faults().next(COMPARE, new Fault.Invalid("Server said: secret-of-the-log"));

    assertThatThrownBy(() -> run(pullRequest(pull, false)))
        .isInstanceOf(ActionException.class)
        .hasMessageContaining("secret-of-the-log");

    TestCheckRun check = onlyCheck();
    assertThat(check.status()).isEqualTo("completed");
    assertThat(check.conclusion()).contains("failure");
    assertThat(check.title()).isEqualTo("pgreview could not review this commit");
    assertThat(check.summary())
        .contains("GitHub refused something while the change was read.")
        .contains("The log of the workflow's step says more.")
        .doesNotContain("secret-of-the-log");
  }

  @Test
  void aStepThatIsStoppedEndsTheCheckRunAsCancelled() throws Exception {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.open("change", "mona");
    ProcessBuilder step =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pgreview.cli.Main",
                "action")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("step.log").toFile());
    step.environment().putAll(pullRequest(pull, false));
    CompletableFuture<Process> started = new CompletableFuture<>();
    hub.faults().next(COMPARE, new Fault.Meanwhile(() -> stop(started.join()), false));

    Process process = step.start();
    started.complete(process);
    process.waitFor();

    assertThat(onlyCheck().conclusion())
        .as(Files.readString(folder.resolve("step.log")))
        .contains("cancelled");
    assertThat(onlyCheck().title()).isEqualTo("The review was cancelled");
    assertThat(pull.conversation()).isEmpty();
  }

  /** As the runner does it, and until it has ended. */
  private static void stop(Process step) {
    step.destroy();
    step.onExit().join();
  }

  @Test
  void aReviewThatFailsEndsTheCheckRun() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    Map<String, String> variables = pullRequest(shop.open("change", "mona"), false);
    DryRunPolicy broken =
        DryRunPolicy.forTrusted(
            _ -> {
              throw new IllegalStateException("a mistake of ours");
            });

    assertThatThrownBy(() -> run(variables, broken)).hasMessage("a mistake of ours");

    assertThat(onlyCheck().conclusion()).contains("failure");
    assertThat(onlyCheck().summary()).contains("the review of it failed");
  }

  @Test
  void aResultThatGitHubDoesNotTakeStillEndsTheCheckRun() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.open("change", "mona");
    // The first update shows the lint's results, the second the conclusion.
    hub.faults().times(UPDATE, new Fault.Invalid("not like this"), 1, 1);

    assertThat(run(pullRequest(pull, false))).contains(Conclusion.FAILURE);

    assertThat(onlyCheck().conclusion()).contains("failure");
    assertThat(onlyCheck().summary()).contains("GitHub did not take the rest.");
    assertThat(log())
        .contains("the check run could not be written", "::error file=db/migration/V2__x.sql");
    assertThat(outputs()).contains("published=false");
  }

  @Test
  void aCheckRunThatCannotBeEndedDoesNotHideWhatFailed() throws IOException {
    shop.push("change", Change.of("db/migration/V2__x.sql", RISKY));
    TestPullRequest pull = shop.open("change", "mona");
    hub.faults().next(COMPARE, new Fault.Invalid("no comparison"));
    hub.faults().next(UPDATE, new Fault.Invalid("no end"));

    assertThatThrownBy(() -> run(pullRequest(pull, false)))
        .hasMessageContaining("no comparison")
        .satisfies(
            failure ->
                assertThat(Objects.requireNonNull(failure.getCause()).getSuppressed())
                    .singleElement()
                    .satisfies(also -> assertThat(also).hasMessageContaining("no end")));
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThatThrownBy(() -> run(Map.of()))
        .hasMessageStartingWith("GITHUB_REPOSITORY is not set: this command is for steps");
    Map<String, String> push = variables("push", false);
    write(push, "{}");
    assertThatThrownBy(() -> run(push))
        .hasMessageContaining("started by `push`")
        .hasMessageContaining("on: [pull_request, merge_group]");
    Map<String, String> broken = variables("pull_request", false);
    write(broken, "{\"pull_request\":");
    assertThatThrownBy(() -> run(broken))
        .hasMessageContaining("cannot be read")
        .hasMessageContaining("event");
    Map<String, String> tokenless = variables("pull_request", false);
    tokenless.remove("PGREVIEW_TOKEN");
    assertThatThrownBy(() -> run(tokenless)).hasMessageContaining("there is no token");
    Map<String, String> wrong = pullRequest(shop.open("main", "mona"), false);
    wrong.put("PGREVIEW_TOKEN", "ghs_wrong");
    assertThatThrownBy(() -> run(wrong))
        .hasMessageContaining("401")
        .hasMessageNotContaining("ghs_wrong");
  }

  private Optional<Conclusion> run(Map<String, String> variables) {
    return run(variables, DryRunPolicy.forTrusted(SERVERS));
  }

  private Optional<Conclusion> run(Map<String, String> variables, DryRunPolicy dryRuns) {
    return ActionRun.run(variables, dryRuns, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private Map<String, String> pullRequest(TestPullRequest pull, boolean readOnly)
      throws IOException {
    Map<String, String> variables = variables("pull_request", readOnly);
    write(
        variables,
        "{\"pull_request\":{\"number\":%d,\"head\":{\"sha\":\"%s\"}}}"
            .formatted(pull.number(), pull.headSha()));
    return variables;
  }

  private Map<String, String> variables(String event, boolean readOnly) {
    Map<String, String> variables = new HashMap<>();
    variables.put("GITHUB_EVENT_NAME", event);
    variables.put("GITHUB_EVENT_PATH", folder.resolve("event.json").toString());
    variables.put("GITHUB_REPOSITORY", "acme/shop");
    variables.put("GITHUB_API_URL", hub.api().toString());
    variables.put("GITHUB_RUN_ID", Long.toString(System.nanoTime()));
    variables.put("GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    variables.put("GITHUB_OUTPUT", folder.resolve("output").toString());
    variables.put("RUNNER_TEMP", folder.toString());
    variables.put("PGREVIEW_TOKEN", hub.workflowToken("acme", readOnly));
    return variables;
  }

  private static void write(Map<String, String> variables, String payload) throws IOException {
    Files.writeString(Path.of(variables.get("GITHUB_EVENT_PATH")), payload);
  }

  private TestCheckRun onlyCheck() {
    assertThat(shop.checkRuns()).hasSize(1);
    return shop.checkRuns().getFirst();
  }

  private List<String> outputs() throws IOException {
    return Files.readAllLines(folder.resolve("output"));
  }

  private Path reports() {
    return folder.resolve("pgreview-report");
  }

  private String log() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
