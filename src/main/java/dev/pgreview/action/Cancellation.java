package dev.pgreview.action;

import dev.pgreview.github.CheckOutput;
import dev.pgreview.github.CheckRun;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.http.GitHubException;

/**
 * Ends a check run as cancelled when the runner stops the step, for instance because of a newer
 * push: nobody comes back to it. The runner sends SIGINT and then SIGTERM and leaves some seconds.
 */
final class Cancellation implements AutoCloseable {
  private final Thread hook;
  private volatile boolean begun;

  /** Watches from now on. */
  Cancellation(GitHubRepository repository, CheckRun run) {
    this.hook = new Thread(() -> end(repository, run), "cancellation");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end(GitHubRepository repository, CheckRun run) {
    begun = true;
    CheckOutput said =
        CheckOutput.of(
            "The review was cancelled",
            "The workflow's step was stopped before the review was done. Run the workflow again to"
                + " have this commit reviewed.\n");
    try {
      repository.checkRuns().complete(run, CheckRun.Result.CANCELLED, said);
    } catch (GitHubException notEnded) {
      // The process ends: there is no time to ask again, and nobody reads the log of its end.
    }
  }

  /** Whether the process is being stopped: what is found out from now on is no result. */
  boolean begun() {
    return begun;
  }

  /** Watches no longer. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // It runs already.
    }
  }
}
