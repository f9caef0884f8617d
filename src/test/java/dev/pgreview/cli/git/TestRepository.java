package dev.pgreview.cli.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/** A repository in a temporary folder. */
public final class TestRepository implements AutoCloseable {
  private static final PersonIdent SOMEBODY = new PersonIdent("Some Body", "body@example.org");

  private final Path root;
  private final Git git;

  private TestRepository(Path root, Git git) {
    this.root = root;
    this.git = git;
  }

  public static TestRepository in(Path root) throws GitAPIException {
    GitSettings.install();
    return new TestRepository(
        root, Git.init().setDirectory(root.toFile()).setInitialBranch("main").call());
  }

  Path root() {
    return root;
  }

  Repository repository() {
    return git.getRepository();
  }

  TestRepository write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  TestRepository delete(String path) throws IOException {
    Files.delete(root.resolve(path));
    return this;
  }

  public RevCommit commit(String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    return git.commit()
        .setMessage(message)
        .setAuthor(SOMEBODY)
        .setCommitter(SOMEBODY)
        .setSign(false)
        .call();
  }

  TestRepository branch(String name) throws GitAPIException {
    git.checkout().setCreateBranch(true).setName(name).call();
    return this;
  }

  TestRepository checkout(String name) throws GitAPIException {
    git.checkout().setName(name).call();
    return this;
  }

  void merge(RevCommit other) throws GitAPIException {
    git.merge()
        .include(other)
        .setFastForward(org.eclipse.jgit.api.MergeCommand.FastForwardMode.NO_FF)
        .setMessage("merge")
        .call();
  }

  @Override
  public void close() {
    git.close();
  }
}
