package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgreview.github.diff.ChangedFile;
import dev.pgreview.github.diff.ChangedFile.Kind;
import dev.pgreview.github.diff.Comparison;
import dev.pgreview.github.diff.DiffLines.Hunk;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContentsTest {
  private GitHubDouble hub;
  private GitHubApp app;
  private TestRepository shop;
  private Contents contents;

  @BeforeEach
  void start() {
    hub = GitHubDouble.start();
    app = TestApp.on(hub);
    shop = hub.repository("acme/shop");
    contents = TestApp.repository(app, hub, "acme/shop").contents();
  }

  @AfterEach
  void stop() {
    app.close();
    hub.close();
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "-- line " + i)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void aTreeListsAllFilesWithTheHashesOfGit() {
    shop.push("main", Change.of("db/V1__a.sql", "SELECT 1;\n").and("db/x/y.sql", "\n"));

    GitTree tree = contents.tree(shop.head("main"));

    assertThat(tree.files())
        .extracting(GitTree.File::path)
        .containsExactly("README.md", "db/V1__a.sql", "db/x/y.sql");
    // What `printf 'SELECT 1;\n' | git hash-object --stdin` prints.
    assertThat(tree.file("db/V1__a.sql").orElseThrow().sha())
        .isEqualTo("e0ac49d1ecfb8f96f2418b1a87e1d20e587d9d0f");
  }

  @Test
  void aTreeOverTheLimitIsReadDirectoryByDirectory() {
    Change change = Change.none();
    for (int i = 0; i < 30; i++) {
      change = change.and("a/deep/er/" + i + ".sql", "a" + i).and("b/" + i + ".sql", "b" + i);
    }
    shop.push("main", change);
    List<String> whole =
        contents.tree(shop.head("main")).files().stream().map(GitTree.File::path).toList();
    hub.treeLimit(20);

    GitTree tree = contents.tree(shop.push("main", Change.of("c.sql", "c")));

    assertThat(tree.files()).extracting(GitTree.File::path).containsAll(whole).contains("c.sql");
    assertThat(tree.files()).hasSize(whole.size() + 1);
  }

  @Test
  void filesAreReadWhateverTheyHold() {
    byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
    String large = "x".repeat(2 * 1024 * 1024);
    String huge = "y".repeat(9 * 1024 * 1024);
    shop.push(
        "main",
        Change.of("text.sql", "SELECT 'ö';\r\n")
            .and("bom.sql", "\ufeffSELECT 1;")
            .and("empty.sql", "")
            .and("latin.sql", latin)
            .and("zero.sql", "a\0b")
            .and("large.sql", large)
            .and("huge.sql", huge)
            .and("dir with space/ünï#?.sql", "odd"));

    assertThat(contents.file("text.sql", "main")).contains(new Blob.Text("SELECT 'ö';\r\n"));
    assertThat(contents.file("bom.sql", "HEAD")).contains(new Blob.Text("SELECT 1;"));
    assertThat(contents.file("empty.sql", "main")).contains(new Blob.Text(""));
    assertThat(contents.file("latin.sql", "main")).contains(new Blob.Binary(4));
    assertThat(contents.file("zero.sql", "main")).contains(new Blob.Binary(3));
    assertThat(contents.file("large.sql", "main")).contains(new Blob.Text(large));
    assertThat(contents.file("huge.sql", "main")).contains(new Blob.TooLarge(8L * 1024 * 1024));
    String sha = contents.tree("main").file("huge.sql").orElseThrow().sha();
    assertThat(contents.blob(sha)).isEqualTo(new Blob.TooLarge(8L * 1024 * 1024));
    assertThat(contents.file("dir with space/ünï#?.sql", "main")).contains(new Blob.Text("odd"));
    assertThat(contents.file("dir with space", "main")).isEmpty();
    assertThat(contents.file("none.sql", "main")).isEmpty();
    assertThat(contents.file("text.sql", "no-such-branch")).isEmpty();
  }

  @Test
  void manyFilesAreReadWithFewRequestsAndOnlyOnce() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < 95; i++) {
      texts.put("db/V" + i + ".sql", "SELECT " + i + ";\n");
    }
    shop.push(
        "main",
        Change.of(texts)
            .and("db/large.sql", "x".repeat(600_000))
            .and("db/latin.sql", new byte[] {(byte) 0xe9, 10})
            .and("db/bom.sql", "\ufeffSELECT 1;"));
    GitTree tree = contents.tree(shop.head("main"));
    List<String> shas = tree.files().stream().map(GitTree.File::sha).toList();

    Map<String, Blob> blobs = contents.blobs(shas);

    assertThat(blobs).hasSize(99);
    for (GitTree.File file : tree.files()) {
      Blob expected = texts.containsKey(file.path()) ? new Blob.Text(texts.get(file.path())) : null;
      if (expected != null) {
        assertThat(blobs).containsEntry(file.sha(), expected);
      }
    }
    assertThat(blobs.get(tree.file("db/large.sql").orElseThrow().sha()))
        .isEqualTo(new Blob.Text("x".repeat(600_000)));
    assertThat(blobs.get(tree.file("db/latin.sql").orElseThrow().sha()))
        .isEqualTo(new Blob.Binary(2));
    assertThat(hub.requests("POST /graphql")).isEqualTo(3);
    assertThat(hub.requests("GET /repos/{owner}/{repo}/git/blobs/{file_sha}")).isEqualTo(2);

    contents.blobs(shas.stream().filter(sha -> blobs.get(sha) instanceof Blob.Text).toList());
    assertThat(hub.requests("POST /graphql")).isEqualTo(3);
  }

  @Test
  void whereThereIsNoGraphQlFilesAreReadOneByOne() {
    shop.push("main", Change.of("1", "1").and("2", "2").and("3", "3").and("4", "4").and("5", "5"));
    hub.faults().next("POST /graphql", new dev.pgreview.github.testing.Fault.Status(404, false));
    List<String> shas =
        contents.tree(shop.head("main")).files().stream().map(GitTree.File::sha).toList();

    assertThat(contents.blobs(shas)).hasSize(6).containsValue(new Blob.Text("3"));
  }

  @Test
  void aComparisonNamesWhatTheBranchBrings() {
    shop.push(
        "main",
        Change.of("keep.sql", lines(1, 40)).and("old.sql", lines(50, 60)).and("gone.sql", "x\n"));
    String base = shop.head("main");
    TestPullRequest pull =
        shop.open(
            branch(
                Change.of("new.sql", "SELECT 1;\n")
                    .and("keep.sql", lines(1, 19) + "-- other\n" + lines(21, 40))
                    .without("gone.sql")
                    .without("old.sql")
                    .and("renamed.sql", lines(50, 60))),
            "ada");
    shop.push("main", Change.of("later.sql", "not part of it"));

    Comparison comparison = contents.compare("main", pull.headSha());

    assertThat(comparison.mergeBase()).isEqualTo(base);
    assertThat(comparison.baseSha()).isEqualTo(shop.head("main"));
    assertThat(comparison.files())
        .extracting(ChangedFile::path, ChangedFile::kind)
        .containsExactly(
            tuple("gone.sql", Kind.REMOVED),
            tuple("keep.sql", Kind.MODIFIED),
            tuple("new.sql", Kind.ADDED),
            tuple("renamed.sql", Kind.RENAMED));
    assertThat(file(comparison, "renamed.sql").previousPath()).contains("old.sql");
    assertThat(contents.diffLines(file(comparison, "keep.sql"), comparison).hunks())
        .containsExactly(new Hunk(17, 23));
    assertThat(contents.diffLines(file(comparison, "new.sql"), comparison).hunks())
        .containsExactly(new Hunk(1, 1));
    assertThat(contents.diffLines(file(comparison, "gone.sql"), comparison).hunks()).isEmpty();
    assertThat(contents.diffLines(file(comparison, "renamed.sql"), comparison).hunks()).isEmpty();
  }

  private String branch(Change change) {
    shop.push("feature", change);
    return "feature";
  }

  private static ChangedFile file(Comparison comparison, String path) {
    return comparison.files().stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aChangeOfMoreThan3000FilesIsSeenAsAWhole() {
    Change base = Change.none();
    Change change = Change.of("db/V1__a.sql", lines(1, 30));
    for (int i = 0; i < 3_300; i++) {
      base = i < 100 ? base.and("gen/old" + i, "old " + i) : base;
      change.files().put("gen/" + i, Optional.of(("new " + i).getBytes(StandardCharsets.UTF_8)));
    }
    shop.push("main", base.and("db/V0__z.sql", lines(1, 30)).and("moved.sql", "moved\n"));
    for (int i = 0; i < 100; i++) {
      change.files().put("gen/old" + i, Optional.empty());
    }
    String head =
        shop.push(
            "feature",
            change
                .and("db/V0__z.sql", lines(1, 10) + "-- x\n" + lines(11, 30))
                .without("moved.sql")
                .and("moved/to.sql", "moved\n"));

    Comparison comparison = contents.compare("main", head);

    assertThat(comparison.files()).hasSize(3_300 + 100 + 3);
    assertThat(file(comparison, "db/V1__a.sql").kind()).isEqualTo(Kind.ADDED);
    assertThat(file(comparison, "moved/to.sql").kind()).isEqualTo(Kind.RENAMED);
    assertThat(file(comparison, "gen/old7").kind()).isEqualTo(Kind.REMOVED);
    // Without a patch of GitHub's, as git's own diff would show it.
    assertThat(contents.diffLines(file(comparison, "db/V0__z.sql"), comparison).hunks())
        .containsExactly(new Hunk(8, 14));
    assertThat(contents.diffLines(file(comparison, "db/V1__a.sql"), comparison).hunks())
        .containsExactly(new Hunk(1, 30));
  }

  @Test
  void aForkIsComparedInTheRepositoryOfThePullRequest() {
    TestRepository fork = shop.fork("eve");
    fork.push("patch", Change.of("db/V1.sql", "DROP TABLE x;\n"));
    TestPullRequest pull = shop.openFrom(fork, "patch", "eve");

    Comparison comparison = contents.compare("main", pull.headSha());

    assertThat(comparison.files()).extracting(ChangedFile::path).containsExactly("db/V1.sql");
    assertThat(contents.blob(comparison.files().getFirst().sha().orElseThrow()))
        .isEqualTo(new Blob.Text("DROP TABLE x;\n"));
  }

  @Test
  void branchesWithSlashesAreCompared() {
    shop.push("release/1.x", Change.of("a.sql", "a"));
    String head = shop.push("feature/ünï", Change.of("b.sql", "b"));

    assertThat(contents.compare("release/1.x", head).files())
        .extracting(ChangedFile::path)
        .containsExactly("b.sql");
  }

  @Test
  void aPullRequestThatChangesNothingHasNoFiles() {
    assertThat(contents.compare("main", shop.head("main")).files()).isEmpty();
  }

  @Test
  void aCommitThatIsGoneIsSaidToBeGone() {
    assertThatThrownBy(() -> contents.compare("main", "0".repeat(40)))
        .isInstanceOf(GitHubException.Gone.class)
        .hasMessageContaining("GET /repos/acme/shop/compare/main...000000")
        .hasMessageContaining("404");
  }

  @Test
  void theOrganisationsDefaultsAreRead() {
    GitHubRepository repository = TestApp.repository(app, hub, "acme/shop");
    assertThat(repository.organisationConfiguration()).isEmpty();

    hub.repository("acme/.github").push("main", Change.of(".pgreview.yml", "postgres: 16\n"));

    assertThat(repository.organisationConfiguration()).contains(new Blob.Text("postgres: 16\n"));
  }
}
