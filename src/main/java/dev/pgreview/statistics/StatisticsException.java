package dev.pgreview.statistics;

/**
 * The statistics cannot be had. The message says what is wrong and what to do, in one sentence
 * without passwords; there is no cause, whose message might hold some.
 */
public final class StatisticsException extends Exception {
  private static final long serialVersionUID = 1L;

  public StatisticsException(String message) {
    super(message);
  }
}
