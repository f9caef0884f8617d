package dev.pgreview.schema;

/**
 * A major version of PostgreSQL.
 *
 * @param major 14 to 18
 */
public record PostgresVersion(int major) implements Comparable<PostgresVersion> {
  public static final int OLDEST = 14;
  public static final int NEWEST = 18;
  public static final PostgresVersion DEFAULT = new PostgresVersion(17);

  public PostgresVersion {
    if (!isSupported(major)) {
      throw new IllegalArgumentException(
          "PostgreSQL " + major + " is not supported; use " + OLDEST + " to " + NEWEST);
    }
  }

  public static boolean isSupported(int major) {
    return major >= OLDEST && major <= NEWEST;
  }

  public boolean atLeast(int other) {
    return major >= other;
  }

  @Override
  public int compareTo(PostgresVersion other) {
    return Integer.compare(major, other.major);
  }
}
