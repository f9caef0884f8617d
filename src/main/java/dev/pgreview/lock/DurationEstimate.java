package dev.pgreview.lock;

/**
 * How long a statement will hold its locks in production.
 *
 * @param seconds the best guess
 * @param low a tenth of all servers are faster
 * @param high a tenth of all servers are slower
 * @param rows of the largest relation that is read or rewritten
 */
public record DurationEstimate(double seconds, double low, double high, long rows, Basis basis) {
  /** Where the table's size comes from. */
  public enum Basis {
    /** A stats file or request. */
    STATS,
    /** Configuration's assumption. */
    ASSUMED,
    /** Rows that the change itself put there. */
    CHANGE
  }
}
