package dev.pgreview.github;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden line by which one of our comments is found again. Together with its author: anybody
 * can write the line.
 */
final class Marker {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:/=-]{1,200}");
  private static final Pattern LINE =
      Pattern.compile("<!-- pgreview:([A-Za-z0-9_.:/=-]{1,200})( settled)? -->");

  private Marker() {}

  /** What a body says about itself. */
  record Found(String key, boolean settled) {}

  /**
   * The body with its marker.
   *
   * @throws IllegalArgumentException when the key has other characters, or two hyphens in a row
   */
  static String on(String key, boolean settled, String body) {
    if (!KEY.matcher(key).matches() || key.contains("--")) {
      throw new IllegalArgumentException("not a key for a comment: " + key);
    }
    return "<!-- pgreview:" + key + (settled ? " settled" : "") + " -->\n" + body;
  }

  /** Whether GitHub would show the same: it keeps neither line ends nor blank ends for certain. */
  static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  static String plain(String text) {
    return text.replace("\r\n", "\n").strip();
  }

  /** The marker of a body: it is the first line. */
  static Optional<Found> in(String body) {
    Matcher line = LINE.matcher(body);
    return line.lookingAt()
        ? Optional.of(new Found(line.group(1), line.group(2) != null))
        : Optional.empty();
  }
}
