package dev.pgreview.cli.git;

import org.jspecify.annotations.Nullable;

/** The folder cannot be reviewed as asked; the message says what is wrong and what to do. */
public final class CheckoutException extends Exception {
  private static final long serialVersionUID = 1L;

  public CheckoutException(String message) {
    super(message);
  }

  public CheckoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
