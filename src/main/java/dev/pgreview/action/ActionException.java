package dev.pgreview.action;

/** The step cannot do its work; the message says what is wrong and what to do. */
public final class ActionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ActionException(String message) {
    super(message);
  }

  ActionException(String message, Throwable cause) {
    super(message, cause);
  }
}
