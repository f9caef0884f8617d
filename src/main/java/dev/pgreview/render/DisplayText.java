package dev.pgreview.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text on a terminal: what is safe to print, and how many cells it takes. */
final class DisplayText {
  static final int TAB = 4;
  private static final Pattern CLUSTER = Pattern.compile("\\X");

  /** As the runner reads it: leading spaces do not matter (actions/runner, ActionCommand.cs). */
  private static final Pattern WORKFLOW_COMMAND =
      Pattern.compile("\\s*(::\\s*[A-Za-z][\\w-]*.*::|##\\[)");

  /**
   * First and last code points that take two cells and are no emoji (Unicode, EastAsianWidth.txt, W
   * and F, joined over unassigned gaps).
   */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3,
    0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0,
    0x18DFF, 0x1AFF0, 0x1B2FF, 0x1F200, 0x1F2FF, 0x20000, 0x3FFFD
  };

  private DisplayText() {}

  /**
   * One line that cannot steer the terminal or hide what it says: control characters, bidirectional
   * overrides, invisible characters and lone surrogates are spelled out, line breaks and tabs too.
   */
  static String visible(String text) {
    return spelledOut(text, false);
  }

  /**
   * As {@link #visible}, with tabs expanded to the next multiple of {@link #TAB} cells. What
   * GitHub's runner would obey when it finds it in a log gets an invisible character in front.
   */
  static String visibleLine(String line) {
    String visible = spelledOut(line, true);
    return WORKFLOW_COMMAND.matcher(visible).lookingAt() ? "\u200b" + visible : visible;
  }

  private static String spelledOut(String text, boolean expandTabs) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    Matcher clusters = CLUSTER.matcher(text);
    int column = 0;
    while (clusters.find()) {
      String cluster = clusters.group();
      String shown;
      if (expandTabs && cluster.equals("\t")) {
        shown = " ".repeat(TAB - column % TAB);
      } else {
        shown = spelledOut(cluster);
      }
      safe.append(shown);
      column += width(shown);
    }
    return safe.toString();
  }

  private static String spelledOut(String cluster) {
    StringBuilder safe = new StringBuilder();
    boolean alone = cluster.codePointCount(0, cluster.length()) == 1;
    cluster
        .codePoints()
        .forEach(
            c -> {
              // Joiners and selectors inside a cluster make emoji and letters; alone they hide.
              boolean joins = !alone && (c == 0x200C || c == 0x200D || c == 0xFE0E || c == 0xFE0F);
              if (joins || !isUnsafe(c)) {
                safe.appendCodePoint(c);
              } else {
                safe.append(escape(c));
              }
            });
    return safe.toString();
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u{" + Integer.toHexString(codePoint) + "}";
    };
  }

  /** Whether a character steers, hides or reorders rather than shows. */
  static boolean isUnsafe(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || codePoint == 0x3164;
    };
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** Terminal cells that a text from {@link #visible} takes. */
  static int width(String text) {
    if (isPlain(text)) {
      return text.length();
    }
    int width = 0;
    Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find()) {
      width += clusterWidth(clusters.group());
    }
    return width;
  }

  private static int clusterWidth(String cluster) {
    int first = cluster.codePointAt(0);
    if (cluster.indexOf('\uFE0F') > 0 || Character.isEmojiPresentation(first) || isWide(first)) {
      return 2;
    }
    return switch (Character.getType(first)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> 1;
    };
  }

  private static boolean isWide(int codePoint) {
    for (int i = 0; i < WIDE.length; i += 2) {
      if (codePoint >= WIDE[i] && codePoint <= WIDE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Cut to a width, the end replaced by an ellipsis. */
  static String cut(String text, int width) {
    if (width(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 0;
    Matcher clusters = CLUSTER.matcher(text);
    while (clusters.find()) {
      int next = clusterWidth(clusters.group());
      if (used + next > width - 1) {
        break;
      }
      kept.append(clusters.group());
      used += next;
    }
    return kept + "…";
  }

  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** Broken at spaces into lines of at most {@code width} cells; a longer word stands alone. */
  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.strip().split(" +")) {
      int length = width(word);
      if (used > 0 && used + 1 + length > width) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(word);
      used += length;
    }
    lines.add(line.toString());
    return lines;
  }
}
