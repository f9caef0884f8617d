package dev.pgreview.lock;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Session settings in effect before a statement, as far as the migration itself sets them.
 *
 * @param values by lower case name; a setting that was reset is absent
 * @param local names that were set with SET LOCAL
 */
public record SessionSettings(Map<String, String> values, java.util.Set<String> local) {
  public static final SessionSettings NONE = new SessionSettings(Map.of(), java.util.Set.of());

  public SessionSettings {
    values = Map.copyOf(values);
    local = java.util.Set.copyOf(local);
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** A time setting ({@code lock_timeout}); empty when it is not set or no time; zero disables. */
  public Optional<Duration> time(String name) {
    return value(name).flatMap(TimeSetting::parse);
  }
}
