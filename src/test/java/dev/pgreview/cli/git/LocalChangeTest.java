package dev.pgreview.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.Detected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalChangeTest {
  private static final String SQL = "CREATE TABLE t (a int);\n";

  private final Path folder;
  private final TestRepository repository;

  LocalChangeTest(@TempDir Path folder) throws GitAPIException {
    this.folder = folder;
    this.repository = TestRepository.in(folder);
  }

  @AfterEach
  void end() {
    repository.close();
  }

  private static BaseOptions base(String revision) {
    return new BaseOptions(Optional.of(revision), Optional.empty(), Optional.empty());
  }

  private static LocalChange change(Path path, BaseOptions options) throws CheckoutException {
    try (Checkout checkout = Checkout.open(path)) {
      return checkout.change(options, List.of(), checkout.root());
    }
  }

  private LocalChange change() throws CheckoutException {
    return change(folder, BaseOptions.NONE_GIVEN);
  }

  private static String shortName(ObjectId id) {
    return id.abbreviate(7).name();
  }

  @Test
  void aBranchIsComparedWithTheMergeBase() throws Exception {
    RevCommit first = repository.write("sql/V1__a.sql", SQL).commit("first");
    repository.branch("feature").write("sql/V2__b.sql", SQL).commit("second");
    repository.write("sql/V3__c.sql", SQL);
    LocalChange change = change();
    assertThat(change.base())
        .isEqualTo("compared with merge base " + shortName(first) + " of main");
    assertThat(Detected.paths(change.change().base())).containsExactly("sql/V1__a.sql");
    assertThat(Detected.paths(change.change().changed()))
        .containsExactly("sql/V2__b.sql", "sql/V3__c.sql");
  }

  @Test
  void uncommittedMigrationsOnTheDefaultBranchAreTheChange() throws Exception {
    RevCommit first = repository.write("sql/V1__a.sql", SQL).commit("first");
    repository.write("sql/V2__b.sql", SQL);
    LocalChange change = change();
    assertThat(change.base())
        .isEqualTo("compared with merge base " + shortName(first) + " of main");
    assertThat(Detected.paths(change.change().changed())).containsExactly("sql/V2__b.sql");
  }

  @Test
  void otherwiseTheNewestCommitThatTouchedAMigration() throws Exception {
    RevCommit first = repository.write("sql/V1__a.sql", SQL).commit("first");
    RevCommit second = repository.write("sql/V2__b.sql", SQL).commit("second");
    repository.write("README.md", "x").commit("third");
    repository.write("README.md", "uncommitted, but no migration");
    LocalChange change = change();
    assertThat(change.base())
        .isEqualTo(
            "compared with "
                + shortName(first)
                + ", before the newest commit that touched a migration ("
                + shortName(second)
                + ")");
    assertThat(Detected.paths(change.change().changed())).containsExactly("sql/V2__b.sql");
  }

  @Test
  void aMergeCountsAsAWhole() throws Exception {
    repository.write("sql/V1__a.sql", SQL).commit("first");
    repository.branch("feature").write("sql/V2__b.sql", SQL).commit("b");
    RevCommit last = repository.write("sql/V3__c.sql", SQL).commit("c");
    repository.checkout("main").write("README.md", "x").commit("other");
    repository.merge(last);
    assertThat(Detected.paths(change().change().changed()))
        .containsExactly("sql/V2__b.sql", "sql/V3__c.sql");
  }

  @Test
  void theFirstCommitHasNothingBefore() throws Exception {
    RevCommit first = repository.write("sql/V1__a.sql", SQL).commit("first");
    LocalChange change = change();
    assertThat(change.base())
        .isEqualTo(
            "nothing counts as deployed (the newest migration came with the first commit "
                + shortName(first)
                + ")");
    assertThat(change.change().changed()).hasSize(1);
  }

  @Test
  void aRepositoryWithoutCommitsHasNothingDeployed() throws Exception {
    repository.write("sql/V1__a.sql", SQL);
    assertThat(change().base())
        .isEqualTo("nothing counts as deployed (the repository has no commits yet)");
    assertThat(change().change().changed()).hasSize(1);
  }

  @Test
  void aRevisionIsDeployedWithWhatItGotMeanwhile() throws Exception {
    repository.write("sql/V1__a.sql", SQL).commit("first");
    repository.branch("feature").write("sql/V2__mine.sql", SQL).commit("mine");
    repository.checkout("main").write("sql/V3__theirs.sql", SQL).commit("theirs");
    repository.checkout("feature");
    LocalChange change = change(folder, base("main"));
    assertThat(change.base()).startsWith("compared with main (");
    assertThat(Detected.paths(change.change().base()))
        .containsExactly("sql/V1__a.sql", "sql/V3__theirs.sql");
    assertThat(Detected.paths(change.change().changed())).containsExactly("sql/V2__mine.sql");
    assertThat(Detected.places(change.change().notices()))
        .containsExactly("OUT_OF_ORDER sql/V2__mine.sql:1");
  }

  @Test
  void baseNoneAndSinceAndBaseline() throws Exception {
    repository.write("sql/V1__a.sql", SQL).write("sql/V2__b.sql", SQL).commit("first");
    assertThat(change(folder, base("none")).change().changed()).hasSize(2);
    LocalChange since =
        change(folder, new BaseOptions(Optional.empty(), Optional.of("1"), Optional.of("V2")));
    assertThat(since.base()).isEqualTo("everything up to version 1 counts as deployed (--since)");
    assertThat(Detected.paths(since.change().changed())).containsExactly("sql/V2__b.sql");
    LocalChange baseline =
        change(folder, new BaseOptions(Optional.empty(), Optional.empty(), Optional.of("V2")));
    assertThat(baseline.base())
        .isEqualTo("everything up to version V2 counts as deployed (baseline in .pgreview.yml)");
    assertThat(baseline.change().changed()).isEmpty();
  }

  @Test
  void whatCannotBeToldIsSaid() throws Exception {
    repository.write("sql/V1__a.sql", SQL).commit("first");
    assertThatThrownBy(() -> change(folder, base("nope")))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("no commit `nope`");
    assertThatThrownBy(() -> change(folder.resolve("missing"), BaseOptions.NONE_GIVEN))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(
            () ->
                change(
                    folder,
                    new BaseOptions(Optional.empty(), Optional.of("xyz"), Optional.empty())))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("No migration has the version xyz");
  }

  @Test
  void aShallowCloneSaysWhatItLacks() throws Exception {
    repository.write("sql/V1__a.sql", SQL).commit("first");
    RevCommit second = repository.write("sql/V2__b.sql", SQL).commit("second");
    Files.writeString(folder.resolve(".git/shallow"), second.name() + "\n");
    assertThatThrownBy(this::change)
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("shallow")
        .hasMessageContaining("--base");
    assertThat(change(folder, base("none")).change().changed()).hasSize(2);
  }

  @Test
  void aDetachedHeadIsABranchUnlessItStandsOnTheDefaultOne() throws Exception {
    RevCommit first = repository.write("sql/V1__a.sql", SQL).commit("first");
    RevCommit second = repository.write("sql/V2__b.sql", SQL).commit("second");
    repository.checkout(second.name());
    assertThat(change().base()).contains("before the newest commit");
    repository.write("sql/V3__c.sql", SQL).commit("third");
    assertThat(change().base())
        .isEqualTo("compared with merge base " + shortName(second) + " of main");
    repository.checkout(first.name());
    assertThat(change().change().changed()).isEmpty();
  }

  @Test
  void theRemotesDefaultBranchCountsWhereItIsNearer() throws Exception {
    repository.write("sql/V1__a.sql", SQL).commit("first");
    repository.branch("develop");
    RevCommit second = repository.write("sql/V2__b.sql", SQL).commit("second");
    ref("refs/remotes/origin/develop", second);
    repository
        .repository()
        .updateRef("refs/remotes/origin/HEAD")
        .link("refs/remotes/origin/develop");
    repository.branch("feature").write("sql/V3__c.sql", SQL).commit("third");
    LocalChange change = change();
    assertThat(change.base())
        .isEqualTo("compared with merge base " + shortName(second) + " of develop");
    assertThat(Detected.paths(change.change().changed())).containsExactly("sql/V3__c.sql");
  }

  private void ref(String name, ObjectId id) throws IOException {
    RefUpdate update = repository.repository().updateRef(name);
    update.setNewObjectId(id);
    assertThat(update.forceUpdate()).isIn(RefUpdate.Result.NEW, RefUpdate.Result.FORCED);
  }

  @Test
  void ignoredFilesAndOtherRepositoriesAreLeftOutAndLinksAreNotFollowed() throws Exception {
    repository
        .write(".gitignore", "build/\n*.tmp.sql\n")
        .write("sql/V1__a.sql", SQL)
        .commit("first");
    repository
        .write("build/sql/V9__x.sql", SQL)
        .write("sql/V8__y.tmp.sql", SQL)
        .write("node_modules/p/sql/V7__z.sql", SQL);
    Path outside = Files.createTempDirectory("outside");
    try {
      Files.writeString(outside.resolve("V6__secret.sql"), SQL);
      Files.createSymbolicLink(
          folder.resolve("sql/V6__secret.sql"), outside.resolve("V6__secret.sql"));
      Files.createSymbolicLink(folder.resolve("linked"), outside);
      try (TestRepository nested = TestRepository.in(folder.resolve("nested"))) {
        nested.write("sql/V5__n.sql", SQL);
        LocalChange here = change(folder, base("none"));
        assertThat(Detected.paths(here.change().changed()))
            .containsExactly("sql/V1__a.sql", "sql/V6__secret.sql");
        assertThat(here.files().source("sql/V6__secret.sql").text()).isEmpty();
        assertThat(Detected.places(here.change().notices()))
            .containsExactly("UNREADABLE sql/V6__secret.sql:1");
        assertThat(
                Detected.paths(change(folder.resolve("nested"), base("none")).change().changed()))
            .containsExactly("sql/V5__n.sql");
      }
    } finally {
      Files.delete(outside.resolve("V6__secret.sql"));
      Files.delete(outside);
    }
  }

  @Test
  void aFolderOrAFileLimitsTheReview() throws Exception {
    repository
        .write("a/sql/V1__a.sql", SQL)
        .write("b/sql/V1__b.sql", SQL)
        .write("b/sql/V2__b.sql", SQL)
        .commit("first");
    assertThat(Detected.paths(change(folder.resolve("b"), base("none")).change().changed()))
        .containsExactly("b/sql/V1__b.sql", "b/sql/V2__b.sql");
    LocalChange file = change(folder.resolve("b/sql/V2__b.sql"), BaseOptions.NONE_GIVEN);
    assertThat(file.base()).isEqualTo("what runs before this file counts as deployed");
    assertThat(Detected.paths(file.change().base())).containsExactly("b/sql/V1__b.sql");
    assertThat(Detected.paths(file.change().changed())).containsExactly("b/sql/V2__b.sql");
    repository.write("notes.sql", SQL);
    assertThat(
            Detected.paths(
                change(folder.resolve("notes.sql"), BaseOptions.NONE_GIVEN).change().changed()))
        .containsExactly("notes.sql");
  }

  @Test
  void editedDeletedAndRenamedFilesAreNoted() throws Exception {
    repository
        .write("migrations/1_a.up.sql", SQL)
        .write("migrations/2_b.up.sql", "SELECT 2;\n")
        .write("migrations/3_c.up.sql", "SELECT 3;\n")
        .commit("first");
    repository.branch("feature").delete("migrations/1_a.up.sql").delete("migrations/2_b.up.sql");
    repository
        .write("migrations/4_b.up.sql", "SELECT 2;\n")
        .write("migrations/3_c.up.sql", "SELECT 33;\n");
    LocalChange change = change();
    assertThat(Detected.places(change.change().notices()))
        .containsExactly(
            "DELETED migrations/1_a.up.sql:1",
            "EDITED migrations/3_c.up.sql:1",
            "RENAMED migrations/4_b.up.sql:1");
    assertThat(change.change().base().getLast().up().text()).isEqualTo("SELECT 3;\n");
  }

  @Test
  void aLinkedWorktreeIsACheckout(@TempDir Path other) throws Exception {
    RevCommit first = repository.write("sql/V1__a.sql", SQL).commit("first");
    repository.branch("side").write("sql/V2__b.sql", SQL).commit("second");
    Path admin = Files.createDirectories(folder.resolve(".git/worktrees/w"));
    Files.writeString(admin.resolve("HEAD"), "ref: refs/heads/side\n");
    Files.writeString(admin.resolve("commondir"), "../..\n");
    Files.writeString(admin.resolve("gitdir"), other.resolve(".git") + "\n");
    Files.writeString(other.resolve(".git"), "gitdir: " + admin + "\n");
    Files.createDirectories(other.resolve("sql"));
    Files.writeString(other.resolve("sql/V1__a.sql"), SQL);
    Files.writeString(other.resolve("sql/V2__b.sql"), SQL);
    LocalChange change = change(other, BaseOptions.NONE_GIVEN);
    assertThat(change.base())
        .isEqualTo("compared with merge base " + shortName(first) + " of main");
    assertThat(Detected.paths(change.change().changed())).containsExactly("sql/V2__b.sql");
  }

  @Test
  void aBareRepositoryHasNoFiles(@TempDir Path bare) throws Exception {
    org.eclipse.jgit.api.Git.init().setBare(true).setDirectory(bare.toFile()).call().close();
    assertThatThrownBy(() -> change(bare, BaseOptions.NONE_GIVEN))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("bare");
  }

  @Test
  void configuredFoldersCountFromTheConfiguration() throws Exception {
    repository.write("shop/db/1.sql", SQL).write("sql/V1__a.sql", SQL).commit("first");
    ReviewConfig.Migrations location =
        new ReviewConfig.Migrations("db", Optional.empty(), Map.of(), Optional.empty());
    try (Checkout checkout = Checkout.open(folder.resolve("shop"))) {
      assertThat(
              Detected.paths(
                  checkout
                      .change(base("none"), List.of(location), checkout.root().resolve("shop"))
                      .change()
                      .changed()))
          .containsExactly("shop/db/1.sql");
    }
  }
}
