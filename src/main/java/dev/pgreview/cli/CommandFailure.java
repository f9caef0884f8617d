package dev.pgreview.cli;

import org.jspecify.annotations.Nullable;

/** The command cannot do its work: exit code 2, and the message alone on standard error. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message what, where, and what to do
   */
  CommandFailure(String message) {
    super(message);
  }

  /**
   * @param cause shown with {@code --verbose} only
   */
  CommandFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
