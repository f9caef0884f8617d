package dev.pgreview.action;

import dev.pgreview.github.http.GitHubException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks GitHub again when it may go well later. A step has no queue to come back from: it waits.
 *
 * @param tries all in all
 * @param longest wait between two; GitHub's secondary limits ask for a minute
 */
record Patience(int tries, Duration longest) {
  static final Patience STANDARD = new Patience(4, Duration.ofSeconds(90));

  <T> T ask(Supplier<T> question) {
    for (int done = 1; ; done++) {
      try {
        return question.get();
      } catch (GitHubException.Temporary fault) {
        if (done == tries || fault.delay().compareTo(longest) > 0) {
          throw fault;
        }
        pause(fault);
      }
    }
  }

  private static void pause(GitHubException.Temporary fault) {
    try {
      Thread.sleep(fault.delay());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw fault;
    }
  }
}
