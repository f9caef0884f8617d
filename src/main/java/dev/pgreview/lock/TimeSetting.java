package dev.pgreview.lock;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as PostgreSQL's settings take them (documentation, "Setting Parameters", units). */
final class TimeSetting {
  private static final Pattern FORM =
      Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(us|ms|s|min|h|d)?\\s*");

  private TimeSetting() {}

  /** Milliseconds when no unit is written, as for lock_timeout and statement_timeout. */
  static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(form.group(1));
    String unit = form.group(2) == null ? "ms" : form.group(2);
    double nanos =
        switch (unit) {
          case "us" -> number * 1e3;
          case "ms" -> number * 1e6;
          case "s" -> number * 1e9;
          case "min" -> number * 60e9;
          case "h" -> number * 3600e9;
          case "d" -> number * 86400e9;
          default -> throw new IllegalStateException(unit);
        };
    return nanos > Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos((long) nanos));
  }
}
