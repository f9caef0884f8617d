package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.cli.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that are broken, or not what a review expects: one sentence, and exit code 2. */
class OddCheckoutTest {
  private final Path folder;

  OddCheckoutTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  @BeforeEach
  void repository() throws Exception {
    write("db/migration/V1__a.sql", "CREATE TABLE t (id bigint PRIMARY KEY);\n");
    try (TestRepository repository = TestRepository.in(folder)) {
      repository.commit("one");
      write("db/migration/V2__b.sql", "DROP TABLE t;\n");
      repository.commit("two");
    }
  }

  @Test
  void brokenPartsOfGitAreNamed() throws IOException {
    record Break(String file, String content, String message) {}
    String there = folder.resolve(".git").toString();
    for (Break one :
        List.of(
            new Break("HEAD", "garbage", there + " is not a git repository; repair it"),
            new Break("config", "[core\nbroken", there + " cannot be used: "),
            new Break("index", "garbage", folder + " cannot be read: "),
            new Break("refs/heads/main", "garbage", "/refs/heads/main names no commit"))) {
      Path file = folder.resolve(".git").resolve(one.file());
      byte[] before = Files.readAllBytes(file);
      Files.writeString(file, one.content());
      assertFailure(CommandRun.in(folder, "review", "--no-dry-run"), one.message());
      Files.write(file, before);
    }
  }

  @Test
  void missingObjectsAreSaid() throws IOException {
    try (Stream<Path> objects = Files.walk(folder.resolve(".git/objects"))) {
      for (Path file : objects.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
      }
    }
    assertFailure(
        CommandRun.in(folder, "review", "--no-dry-run"),
        folder + " cannot be read: Missing unknown ",
        "; `git status` and `git fsck` there say more");
  }

  @Test
  void aFileThatLeadsToNoRepositoryIsSaid() throws IOException {
    Path linked = Files.createDirectories(folder.resolve("linked"));
    Files.writeString(linked.resolve(".git"), "gitdir: /nowhere/at/all\n");
    assertFailure(
        CommandRun.in(linked, "review", "--no-dry-run"), "/nowhere/at/all is not a git repository");
  }

  @Test
  void aBareRepositoryHasNoFiles() throws Exception {
    Path bare = folder.resolve("bare.git");
    Git.cloneRepository()
        .setURI(folder.toUri().toString())
        .setDirectory(bare.toFile())
        .setBare(true)
        .call()
        .close();
    assertFailure(
        CommandRun.in(bare, "review", "--no-dry-run"),
        bare + " is a bare repository without files");
  }

  @Test
  void aShallowCloneIsToldWhatToFetch() throws Exception {
    Path clone = folder.resolve("shallow");
    Git.cloneRepository()
        .setURI(folder.toUri().toString())
        .setDirectory(clone.toFile())
        .setDepth(1)
        .call()
        .close();
    assertFailure(CommandRun.in(clone, "review", "--no-dry-run"), "git fetch --unshallow");
  }

  @Test
  void aDetachedHeadIsReviewed() throws Exception {
    try (Git git = Git.open(folder.toFile())) {
      git.checkout().setName(git.getRepository().resolve("HEAD").name()).call();
    }
    CommandRun run = CommandRun.in(folder, "review", "--no-dry-run");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("Dropping table t");
  }

  @Test
  void revisionsThatAreNoneAreNamed() {
    for (String revision :
        List.of("nope", "HEAD^{tree}", ":/two", "--upload-pack=touch x", "HEAD~99", "a..b", "^")) {
      assertFailure(
          CommandRun.in(folder, "review", "--no-dry-run", "--base=" + revision),
          "there is no commit `" + revision + "` in this clone (--base)");
    }
  }

  private static void assertFailure(CommandRun run, String... messages) {
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("pgreview: ")
        .contains(messages)
        .doesNotContain("bug in pgreview", "\tat ");
    assertThat(run.err().lines()).hasSize(1);
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, content);
  }
}
