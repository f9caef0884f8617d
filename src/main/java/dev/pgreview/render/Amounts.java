package dev.pgreview.render;

import dev.pgreview.lock.DurationEstimate;
import java.time.Duration;
import java.util.Locale;

/** Times and counts for people. */
final class Amounts {
  private Amounts() {}

  /** Two significant digits or so, with the unit that fits: {@code 3.1 s}, {@code 2 min 5 s}. */
  static String time(double seconds) {
    if (seconds < 0.000_95) {
      return seconds <= 0 ? "0 ms" : "< 1 ms";
    }
    if (seconds < 0.995) {
      double millis = seconds * 1000;
      return (millis < 9.95 ? oneDecimal(millis) : whole(millis)) + " ms";
    }
    if (seconds < 59.5) {
      return (seconds < 9.95 ? oneDecimal(seconds) : whole(seconds)) + " s";
    }
    long rounded = Math.round(seconds);
    if (rounded < 3600) {
      return pair(rounded / 60, "min", rounded % 60, "s");
    }
    long minutes = Math.round(seconds / 60);
    return minutes < 48 * 60
        ? pair(minutes / 60, "h", minutes % 60, "min")
        : pair(minutes / 1440, "d", minutes % 1440 / 60, "h");
  }

  static String time(Duration duration) {
    return time(duration.toNanos() / 1e9);
  }

  /** {@code 41 s (25 s to 70 s)}. */
  static String estimate(DurationEstimate estimate) {
    return time(estimate.seconds())
        + " ("
        + time(estimate.low())
        + " to "
        + time(estimate.high())
        + ")";
  }

  /** What an estimate rests on: {@code 12,000,000 rows, from statistics}. */
  static String basis(DurationEstimate estimate) {
    String source =
        switch (estimate.basis()) {
          case STATS -> "from statistics";
          case ASSUMED -> "assumed";
          case CHANGE -> "made by this change";
        };
    return count(estimate.rows(), "row") + ", " + source;
  }

  /** {@code 1 error}, {@code 12,000 rows}, {@code 2 queries}. */
  static String count(long number, String noun) {
    String plural = noun.endsWith("ry") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return String.format(Locale.ROOT, "%,d ", number) + (number == 1 ? noun : plural);
  }

  private static String pair(long big, String bigUnit, long small, String smallUnit) {
    return big + " " + bigUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  private static String oneDecimal(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String whole(double number) {
    return Long.toString(Math.round(number));
  }
}
