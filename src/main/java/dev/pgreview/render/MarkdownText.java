package dev.pgreview.render;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from a pull request as Markdown that says the same and does nothing: no formatting, no HTML,
 * no links, no mentions, no references (GitHub Flavored Markdown, sections 6.11 and 6.9, and what
 * GitHub does after: mentions, issue references, emoji names, autolinks).
 */
final class MarkdownText {
  private static final String ALWAYS_SPECIAL = "\\`*[]>#|~$";
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  /**
   * Where GitHub's own filters would find something after Markdown is done. An escape is gone by
   * then; a zero-width space is not, and it does not show.
   */
  private static final Pattern FOUND_LATER =
      Pattern.compile(
          "@(?=[\\p{L}\\p{N}])|#(?=\\d)|(?i:(?<=GH)-(?=\\d)|(?<=https?:|ftp:)/(?=/)|(?<=www)\\.)"
              + "|:(?=[a-z0-9_+-]+:)");

  private MarkdownText() {}

  /** One line of plain text. */
  static String text(String text) {
    String visible = broken(DisplayText.visible(text.strip().replaceAll("\\s*\\R\\s*", " ")));
    StringBuilder escaped = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      if (c == '&' || c == '<') {
        escaped.append(c == '&' ? "&amp;" : "&lt;");
      } else if (c == '\u200b') {
        escaped.append("&#8203;");
      } else {
        escaped.append(isSpecial(visible, i) ? "\\" : "").append(c);
      }
    }
    return escaped.toString();
  }

  private static boolean isSpecial(String text, int at) {
    char c = text.charAt(at);
    if (ALWAYS_SPECIAL.indexOf(c) >= 0) {
      return true;
    }
    if (c == '_') {
      // Inside a name it means nothing, and names stay readable in the source.
      return !isWord(text, at - 1) || !isWord(text, at + 1);
    }
    // At the start of a line these make lists, headings and rules.
    boolean startsLine = text.substring(0, at).chars().allMatch(Character::isDigit);
    return startsLine && "-+=.)".indexOf(c) >= 0;
  }

  private static boolean isWord(String text, int at) {
    return at >= 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at));
  }

  private static String broken(String text) {
    return FOUND_LATER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(withBreak(found.group())));
  }

  private static String withBreak(String character) {
    return character.equals(".") ? "\u200b." : character + "\u200b";
  }

  /** A code span, which no filter looks into; not for table cells. */
  static String code(String text) {
    String visible = DisplayText.visible(text.strip().replaceAll("\\s*\\R\\s*", " "));
    if (visible.isEmpty()) {
      return "";
    }
    String fence = fence(visible, 1);
    boolean padded = visible.startsWith("`") || visible.endsWith("`");
    return fence + (padded ? " " : "") + visible + (padded ? " " : "") + fence;
  }

  /** A code span in a table cell, where pipes are escaped even inside code. */
  static String codeCell(String text) {
    return code(text).replace("|", "\\|");
  }

  /** A fenced block on lines of its own, with a line break at the end. */
  static String block(String language, String code) {
    StringBuilder lines = new StringBuilder();
    code.stripTrailing()
        .lines()
        .forEach(line -> lines.append(DisplayText.visibleLine(line)).append('\n'));
    String fence = fence(lines.toString(), 3);
    return fence + language + "\n" + lines + fence + "\n";
  }

  private static String fence(String code, int shortest) {
    int longest =
        BACKTICKS.matcher(code).results().mapToInt(r -> r.end() - r.start()).max().orElse(0);
    return "`".repeat(Math.max(shortest, longest + 1));
  }
}
