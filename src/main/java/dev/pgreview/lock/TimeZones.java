package dev.pgreview.lock;

import java.util.Locale;
import java.util.Set;

/**
 * Names of time zones that PostgreSQL knows to be UTC always (src/timezone,
 * pg_get_timezone_offset).
 */
final class TimeZones {
  private static final Set<String> UTC =
      Set.of(
          "utc",
          "gmt",
          "zulu",
          "universal",
          "uct",
          "greenwich",
          "gmt0",
          "gmt+0",
          "gmt-0",
          "etc/utc",
          "etc/gmt",
          "etc/uct",
          "etc/zulu",
          "etc/universal",
          "etc/greenwich",
          "etc/gmt0",
          "etc/gmt+0",
          "etc/gmt-0",
          "0",
          "+0",
          "-0",
          "+00",
          "-00",
          "00:00",
          "+00:00",
          "-00:00",
          "utc0",
          "utc+0");

  private TimeZones() {}

  static boolean isUtc(String zone) {
    return UTC.contains(zone.strip().toLowerCase(Locale.ROOT));
  }
}
