package dev.pgreview.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pgreview init}: starter files. */
@Command(
    name = "init",
    description = "Write a starter .pgreview.yml, a pre-commit hook or a workflow file.")
final class InitCommand implements Callable<Integer> {
  private final Terminal terminal;

  /** Named as they are typed. */
  @SuppressWarnings("MemberName")
  enum What {
    config,
    hook,
    workflow
  }

  @Parameters(
      arity = "0..*",
      paramLabel = "WHAT",
      description = "${COMPLETION-CANDIDATES}. Default: config.")
  private List<What> what = List.of();

  @Option(names = "--force", description = "Overwrite files that are there.")
  private boolean force;

  InitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    for (What one : what.isEmpty() ? List.of(What.config) : what) {
      switch (one) {
        case config -> write(terminal.resolve(ConfigFile.NAME), Starters.config());
        case hook -> hook();
        case workflow ->
            write(repository().resolve(".github/workflows/pgreview.yml"), Starters.workflow());
      }
    }
    return ExitCodes.OK;
  }

  private void hook() {
    Path git = repository().resolve(".git");
    if (!Files.isDirectory(git)) {
      throw new CommandFailure(
          git
              + " is no folder (a worktree or submodule): write the hook with"
              + " `git rev-parse --git-path hooks/pre-commit` by hand");
    }
    Path file = git.resolve("hooks/pre-commit");
    write(file, Starters.hook(launcher()));
    makeExecutable(file);
  }

  private String launcher() {
    return System.getProperty("pgreview.launcher", "pgreview");
  }

  private Path repository() {
    for (@Nullable Path at = terminal.directory(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    throw new CommandFailure(
        terminal.directory() + " is not inside a git repository: run this in one");
  }

  private void write(Path file, String text) {
    if (!force && Files.exists(file)) {
      throw new CommandFailure(file + " is there already; --force overwrites it");
    }
    TextFiles.write(file, text);
    terminal.out().println("wrote " + file);
  }

  private static void makeExecutable(Path file) {
    try {
      Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(file, permissions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
