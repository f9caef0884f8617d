package dev.pgreview.dryrun;

/**
 * A server cannot be had here. The message is for the person who runs pgreview: what is missing and
 * what to do about it, one sentence or two, without a stack trace's help.
 */
public final class ServerUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public ServerUnavailableException(String message) {
    super(message);
  }

  public ServerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
