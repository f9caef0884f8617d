package dev.pgreview.action;

import dev.pgreview.github.CheckOutput;
import dev.pgreview.github.CheckRun;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.http.GitHubException;

/**
 * The check run of a review that failed on its way. It is ended: nobody comes back to it, and one
 * that stays open tells people to wait for ever.
 *
 * @param patience with which GitHub is asked
 */
record BrokenOff(GitHubRepository repository, Patience patience) {
  /**
   * Ends it as failed, without a word of the failure's own: that is in the log, which people who
   * may only see the check do not always see.
   *
   * @param failure keeps what goes wrong here too
   */
  void end(CheckRun run, Throwable failure) {
    CheckOutput said =
        CheckOutput.of(
            "pgreview could not review this commit",
            what(failure)
                + "\n\nThe log of the workflow's step says more. When the cause is gone, run the"
                + " workflow again.\n");
    try {
      patience.ask(() -> repository.checkRuns().complete(run, CheckRun.Result.FAILURE, said));
    } catch (RuntimeException notEnded) {
      failure.addSuppressed(notEnded);
    }
  }

  private static String what(Throwable failure) {
    return switch (failure) {
      case GitHubException.Temporary _ ->
          "GitHub did not answer while the change was read, or asked to wait for too long.";
      case GitHubException _ -> "GitHub refused something while the change was read.";
      case ActionException _ -> "The report could not be written to the runner's files.";
      default -> "The change was read, and the review of it failed.";
    };
  }
}
