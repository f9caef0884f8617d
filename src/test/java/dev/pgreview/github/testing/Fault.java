package dev.pgreview.github.testing;

import java.time.Duration;
import java.util.OptionalInt;

/** Something that goes wrong on the way to GitHub, at GitHub, or on the way back. */
public sealed interface Fault {
  /** An error page of GitHub's proxy; the request may or may not have had its effect. */
  record Status(int status, boolean afterTheEffect) implements Fault {}

  /** The connection ends before the request was done: nothing comes back. */
  record CutBefore() implements Fault {}

  /** The request was done, and the connection ends in the middle of the answer. */
  record CutInAnswer() implements Fault {}

  /** The installation's token is suddenly no longer good, as after it was revoked. */
  record TokenRevoked() implements Fault {}

  /**
   * The secondary rate limit.
   *
   * @param retryAfter seconds; GitHub often says nothing
   */
  record SecondaryLimit(OptionalInt retryAfter) implements Fault {}

  /** The primary rate limit is used up until then. */
  record PrimaryLimit(Duration left) implements Fault {}

  /** The answer takes this long. */
  record Slow(Duration time) implements Fault {}

  /** GitHub does not take the content, for a reason that only GitHub knows. */
  record Invalid(String message) implements Fault {}

  /** Something else happens at that moment; GitHub itself answers as ever. */
  record Meanwhile(Runnable what, boolean afterTheEffect) implements Fault {}

  static Fault badGateway() {
    return new Status(502, false);
  }

  static Fault badGatewayAfterTheEffect() {
    return new Status(502, true);
  }
}
