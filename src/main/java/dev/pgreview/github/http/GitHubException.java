package dev.pgreview.github.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * GitHub did not do what it was asked. The message says which request, what GitHub answered and its
 * request id, and never holds a token or a key.
 */
public abstract sealed class GitHubException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private GitHubException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * It may go well later: a rate limit, a server that is down, a cut connection. The client has
   * already tried again where that was harmless.
   */
  public static final class Temporary extends GitHubException {
    private static final long serialVersionUID = 1;

    private final Duration delay;
    private final boolean uncertain;

    /**
     * A fault that passes.
     *
     * @param delay how long to wait at least
     * @param uncertain whether GitHub may have done it, although it did not say so
     */
    public Temporary(String message, Duration delay, boolean uncertain, @Nullable Throwable cause) {
      super(message, cause);
      this.delay = delay;
      this.uncertain = uncertain;
    }

    /** How long to wait at least, from now. */
    public Duration delay() {
      return delay;
    }

    /** Whether the request may have had its effect: look before asking again. */
    public boolean uncertain() {
      return uncertain;
    }
  }

  /** The App is no longer installed there, or suspended: nothing can be done, and nobody told. */
  public static final class NotInstalled extends GitHubException {
    private static final long serialVersionUID = 1;

    public NotInstalled(String message) {
      super(message, null);
    }
  }

  /** It is not there, or not for us: status 404, 410 or 451. Deleted, or never made. */
  public static final class Gone extends GitHubException {
    private static final long serialVersionUID = 1;

    public Gone(String message) {
      super(message, null);
    }
  }

  /** The App may not do this: status 401 or 403, for a permission that it was not given. */
  public static final class Forbidden extends GitHubException {
    private static final long serialVersionUID = 1;

    private final int status;

    public Forbidden(String message, int status) {
      super(message, null);
      this.status = status;
    }

    /** Whether GitHub does not even know who asks: a wrong App id or key. */
    public boolean isUnauthorized() {
      return status == 401;
    }
  }

  /** GitHub does not take it as it is: status 422, 400, 409 and the like. */
  public static final class Refused extends GitHubException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String reason;

    /**
     * A refusal.
     *
     * @param reason what GitHub said, with the details of its errors
     */
    public Refused(String message, int status, String reason) {
      super(message, null);
      this.status = status;
      this.reason = reason;
    }

    public int status() {
      return status;
    }

    /** What GitHub said is wrong. */
    public String reason() {
      return reason;
    }
  }

  /** The answer is longer than was asked for. */
  public static final class TooLarge extends GitHubException {
    private static final long serialVersionUID = 1;

    public TooLarge(String message) {
      super(message, null);
    }
  }
}
