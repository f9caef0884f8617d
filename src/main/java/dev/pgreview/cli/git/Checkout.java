package dev.pgreview.cli.git;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.RepositoryPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A folder or file to review, in the working tree of a git repository (linked worktrees and
 * submodules have their own) or outside of any.
 */
public final class Checkout implements AutoCloseable {
  private final Path root;
  private final String scope;
  private final boolean file;
  private final Optional<Repository> repository;

  private Checkout(Path root, Path target, Optional<Repository> repository) {
    this.root = root;
    this.scope = WorkingFiles.relative(root, target);
    this.file = !Files.isDirectory(target);
    this.repository = repository;
  }

  /**
   * Opens what a path names.
   *
   * @throws CheckoutException if there is nothing, or git's folder is broken
   */
  public static Checkout open(Path path) throws CheckoutException {
    if (!Files.exists(path)) {
      throw new CheckoutException("There is no file or folder " + path + ".");
    }
    try {
      GitSettings.install();
      Path target = path.toRealPath();
      Path folder = Files.isDirectory(target) ? target : parent(target);
      Optional<Repository> repository = repository(folder);
      if (repository.isPresent()) {
        Path root = repository.get().getWorkTree().toPath().toRealPath();
        if (target.startsWith(root)) {
          return new Checkout(root, target, repository);
        }
        repository.get().close();
      }
      return new Checkout(folder, target, Optional.empty());
    } catch (IOException e) {
      throw new CheckoutException(
          path + " cannot be opened as a git checkout: " + e.getMessage() + ".", e);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static Optional<Repository> repository(Path folder)
      throws IOException, CheckoutException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
    File gitFolder = builder.getGitDir();
    if (gitFolder == null) {
      refuseBroken(folder);
      return Optional.empty();
    }
    try {
      Repository repository = builder.setMustExist(true).build();
      if (repository.isBare()) {
        repository.close();
        throw new CheckoutException(
            gitFolder + " is a bare repository without files; review a clone or a worktree of it.");
      }
      return Optional.of(repository);
    } catch (RepositoryNotFoundException e) {
      throw broken(gitFolder.toPath(), e);
    } catch (IllegalArgumentException e) {
      // So JGit says that the settings of the repository cannot be read.
      throw new CheckoutException(
          gitFolder + " cannot be used: " + e.getMessage() + "; repair it with git.", e);
    }
  }

  /**
   * JGit passes over a .git that is none. Everything in it would then count as new, and nothing of
   * it be compared.
   */
  private static void refuseBroken(Path folder) throws CheckoutException {
    for (@Nullable Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(Constants.DOT_GIT))) {
        throw broken(at.resolve(Constants.DOT_GIT), null);
      }
    }
  }

  private static CheckoutException broken(Path gitFolder, @Nullable Exception cause) {
    return new CheckoutException(
        gitFolder + " is not a git repository; repair it, or review a copy outside of git.", cause);
  }

  /** The root of the working tree; outside of git the folder itself. Paths are relative to it. */
  public Path root() {
    return root;
  }

  /** What is asked for, relative to the root; "" for all of it. */
  public String scope() {
    return scope;
  }

  /** Whether what is asked for is a single file. */
  boolean isFile() {
    return file;
  }

  /** Whether it is in a git repository. */
  public boolean isRepository() {
    return repository.isPresent();
  }

  Optional<Repository> repository() {
    return repository;
  }

  /** The nearest file of that name in the folder asked for or above it, up to the root. */
  public Optional<Path> nearest(String name) {
    String folder = file ? RepositoryPath.folder(scope) : scope;
    while (true) {
      Path candidate = root.resolve(folder).resolve(name);
      if (Files.isRegularFile(candidate, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(candidate);
      }
      if (folder.isEmpty()) {
        return Optional.empty();
      }
      folder = RepositoryPath.folder(folder);
    }
  }

  /**
   * What is deployed and what is new here.
   *
   * @param locations configured folders of migrations; empty to find them
   * @param configFolder from which these count, inside the root
   * @throws CheckoutException if it cannot be told what is deployed
   */
  public LocalChange change(
      BaseOptions options, List<ReviewConfig.Migrations> locations, Path configFolder)
      throws CheckoutException {
    Path folder = configFolder.toAbsolutePath().normalize();
    String configured = folder.startsWith(root) ? WorkingFiles.relative(root, folder) : "";
    DetectionSettings settings = new DetectionSettings(scope, configured, locations);
    try {
      return repository.isPresent()
          ? new GitChange(this, repository.get(), settings).read(options)
          : PlainChange.read(this, settings, options);
    } catch (IOException e) {
      throw unreadable(e.getMessage(), e);
    }
  }

  private CheckoutException unreadable(@Nullable String reason, Exception cause) {
    String advice = repository.isPresent() ? "; `git status` and `git fsck` there say more" : "";
    return new CheckoutException(root + " cannot be read: " + reason + advice + ".", cause);
  }

  @Override
  public void close() {
    repository.ifPresent(Repository::close);
  }
}
