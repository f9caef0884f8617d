package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgreview.github.CheckOutput.Annotation;
import dev.pgreview.github.diff.ChangedFile;
import dev.pgreview.github.diff.ChangedFile.Kind;
import dev.pgreview.github.diff.Comparison;
import dev.pgreview.github.diff.DiffLines.Hunk;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Emulator;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.Npm;
import dev.pgreview.report.Severity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The client against a GitHub that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatorTest {
  private final Emulator emulator;
  private final GitHubApp app;
  private final GitHubRepository repository;

  EmulatorTest(@TempDir Path folder) throws Exception {
    emulator = started(folder);
    app = open("4711");
    repository = app.repository(100, "dev/shop");
  }

  private static Emulator started(Path folder) throws Exception {
    try {
      return Emulator.start(folder);
    } catch (Npm.UnavailableException unavailable) {
      System.err.println(
          "SKIPPED: the client is NOT tried on the emulator: " + unavailable.getMessage());
      return Assumptions.abort(String.valueOf(unavailable.getMessage()));
    }
  }

  private GitHubApp open(String appId) {
    return GitHubApp.open(
        emulator.api(),
        appId,
        GitHubDouble.anyPrivateKey(),
        InstantSource.system(),
        new SimpleMeterRegistry());
  }

  @AfterAll
  void stop() {
    app.close();
    emulator.close();
  }

  @Test
  void theAppIsWhoItIs() {
    assertThat(app.identity()).isEqualTo(new AppIdentity(4711, "pgreview-test", "pgreview"));
  }

  @Test
  void anUnknownAppIsForbiddenAndAnUnknownInstallationIsNotThere() {
    try (GitHubApp stranger = open("4712")) {
      assertThatThrownBy(stranger::identity).isInstanceOf(GitHubException.Forbidden.class);
    }
    assertThatThrownBy(() -> app.repository(999, "dev/shop").contents().tree("main"))
        .isInstanceOf(GitHubException.NotInstalled.class);
  }

  @Test
  void aPullRequestIsReadWithItsFiles() throws Exception {
    emulator.branch("one");
    emulator.write("one", "db/V1__a.sql", "SELECT 1;\nSELECT 2;\n");
    emulator.write("one", "README.md", "# other\n");
    int number = emulator.open("one");

    PullRequest pull = repository.pullRequests().get(number);
    assertThat(pull.state()).isEqualTo(PullRequest.State.OPEN);
    assertThat(pull.isFork()).isFalse();
    assertThat(repository.pullRequests().withHead(pull.headSha()))
        .extracting(PullRequest::number)
        .containsExactly(number);

    Comparison comparison = repository.contents().compare("main", pull.headSha());
    assertThat(comparison.mergeBase()).isEqualTo(pull.baseSha());
    assertThat(comparison.files())
        .extracting(ChangedFile::path, ChangedFile::kind)
        .containsExactly(tuple("README.md", Kind.MODIFIED), tuple("db/V1__a.sql", Kind.ADDED));
    ChangedFile migration = comparison.files().getLast();
    assertThat(repository.contents().diffLines(migration, comparison).hunks())
        .containsExactly(new Hunk(1, 2));
    assertThat(repository.contents().blob(migration.sha().orElseThrow()))
        .isEqualTo(new Blob.Text("SELECT 1;\nSELECT 2;\n"));
    assertThat(repository.contents().file("db/V1__a.sql", pull.headSha()))
        .contains(new Blob.Text("SELECT 1;\nSELECT 2;\n"));
    assertThat(repository.contents().file("db/V1__a.sql", "main")).isEmpty();
    GitTree tree = repository.contents().tree(pull.headSha());
    assertThat(tree.files())
        .extracting(GitTree.File::path)
        .containsExactly("README.md", "db/V1__a.sql");
    assertThat(repository.pullRequests().branchHead("one")).contains(pull.headSha());
  }

  @Test
  void manyFilesAreReadWithoutGraphQl() throws Exception {
    emulator.branch("many");
    for (int i = 0; i < 6; i++) {
      emulator.write("many", "V" + i + ".sql", "SELECT " + i + ";\n");
    }
    List<String> shas =
        repository.contents().tree("many").files().stream().map(GitTree.File::sha).toList();
    assertThat(repository.contents().blobs(shas))
        .hasSize(7)
        .containsValue(new Blob.Text("SELECT 5;\n"));
  }

  @Test
  void aCheckRunGoesToItsConclusion() throws Exception {
    String head = repository.pullRequests().branchHead("main").orElseThrow();
    URI details = URI.create("http://localhost:8080/reviews/1");
    CheckRun run = repository.checkRuns().create("pgreview", head, "review-1", details);
    assertThat(repository.checkRuns().create("pgreview", head, "review-1", details).id())
        .isEqualTo(run.id());
    repository.checkRuns().progress(run, CheckOutput.of("Linted", "so far"));
    CheckOutput output =
        new CheckOutput(
            "Done",
            "All of it",
            "",
            "",
            List.of(new Annotation("README.md", 1, 1, Severity.ERROR, "rule", "message")),
            List.of(new CheckOutput.Action("Re-run", "Again", "rerun")));
    CheckRun done = repository.checkRuns().complete(run, CheckRun.Result.ACTION_REQUIRED, output);
    assertThat(done.result()).contains(CheckRun.Result.ACTION_REQUIRED);
    assertThat(emulator.get("/repos/dev/shop/check-runs/" + run.id()).path("conclusion").asString())
        .isEqualTo("action_required");
  }

  @Test
  void aSummaryIsKeptUpToDate() throws Exception {
    emulator.branch("talk");
    emulator.write("talk", "V9.sql", "SELECT 9;\n");
    int number = emulator.open("talk");
    Conversation conversation = repository.conversation(number);
    conversation.put("summary", "One", "");
    conversation.put("summary", "Two", "");
    var comments = emulator.get("/repos/dev/shop/issues/" + number + "/comments");
    assertThat(comments).hasSize(1);
    assertThat(comments.path(0).path("body").asString())
        .isEqualTo("<!-- pgreview:summary -->\nTwo");
    conversation.delete("summary");
    assertThat(emulator.get("/repos/dev/shop/issues/" + number + "/comments")).isEmpty();
  }

  @Test
  void permissionsAreRead() {
    assertThat(repository.people().permission("dev")).isEqualTo(Permission.ADMIN);
    assertThat(repository.people().permission("reader").atLeast(Permission.WRITE)).isFalse();
    assertThat(repository.people().permission("nobody-at-all")).isEqualTo(Permission.NONE);
  }
}
