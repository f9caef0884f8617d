package dev.pgreview.github;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last guard before GitHub's limits. Counts UTF-16 code units, of which there are never fewer
 * than code points: what fits by one count fits by the other.
 */
final class CutText {
  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})(.*)$");

  private CutText() {}

  /** One line, cut with an ellipsis. */
  static String line(String text, int most) {
    return text(text.strip().replaceAll("\\s*\\R\\s*", " "), most);
  }

  /** Plain text, cut with an ellipsis and never inside a character. */
  static String text(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  /**
   * Markdown, cut at the end of a block: never inside a fence, a table or a paragraph. The first
   * block is cut inside when it alone is too long.
   *
   * @param pointer Markdown that follows the cut; less than {@code most}
   */
  static String markdown(String markdown, int most, String pointer) {
    if (markdown.length() <= most) {
      return markdown;
    }
    String note = "\n\n" + (pointer.isBlank() ? "*Cut: too long for GitHub.*" : pointer) + "\n";
    int room = most - note.length();
    int safe = 0;
    int any = 0;
    String fence = "";
    String open = "";
    for (int start = 0; start < markdown.length(); ) {
      int newline = markdown.indexOf('\n', start);
      int end = newline < 0 ? markdown.length() : newline + 1;
      String line = markdown.substring(start, newline < 0 ? end : newline);
      fence = fence(fence, line);
      if (end + fence.length() + 1 > room) {
        break;
      }
      // A blank line ends every block but a fence.
      safe = fence.isEmpty() && line.isBlank() ? end : safe;
      any = end;
      open = fence;
      start = end;
    }
    if (safe > 0) {
      return markdown.substring(0, safe).stripTrailing() + note;
    }
    // One block that is too long: cut inside, and a fence that is open there is closed.
    String kept = any > 0 ? markdown.substring(0, any).stripTrailing() : text(markdown, room);
    return kept + (open.isEmpty() ? "" : "\n" + open) + note;
  }

  /** The fence that is open after this line; empty when none is. */
  private static String fence(String open, String line) {
    Matcher mark = FENCE.matcher(line);
    if (!mark.matches()) {
      return open;
    }
    String found = mark.group(1);
    if (open.isEmpty()) {
      boolean inline = found.startsWith("`") && mark.group(2).contains("`");
      return inline ? "" : found;
    }
    boolean closes =
        found.charAt(0) == open.charAt(0)
            && found.length() >= open.length()
            && mark.group(2).isBlank();
    return closes ? "" : open;
  }
}
