package dev.pgreview.cli.doctor;

import java.util.List;

/**
 * What a look at one thing showed.
 *
 * @param text what is there, without secrets
 * @param advice what to do about it, or what it means; lines of their own
 */
public record CheckResult(Level level, String text, List<String> advice) {
  public CheckResult {
    advice = List.copyOf(advice);
  }

  /** How it stands. */
  public enum Level {
    /** As it should be. */
    GOOD("✓"),
    /** Not there, and reviews do not need it. */
    ABSENT("–"),
    /** Wrong, and reviews work all the same. */
    WRONG("!"),
    /** Reviews do not work so. */
    STOPS("✗");

    private final String mark;

    Level(String mark) {
      this.mark = mark;
    }

    public String mark() {
      return mark;
    }
  }

  public static CheckResult good(String text) {
    return new CheckResult(Level.GOOD, text, List.of());
  }

  public static CheckResult absent(String text, String... meaning) {
    return new CheckResult(Level.ABSENT, text, List.of(meaning));
  }

  public static CheckResult wrong(String text, String... advice) {
    return new CheckResult(Level.WRONG, text, List.of(advice));
  }

  public static CheckResult stops(String text, String... advice) {
    return new CheckResult(Level.STOPS, text, List.of(advice));
  }
}
