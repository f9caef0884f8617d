package dev.pgreview.plan;

import java.util.Collection;

/**
 * Markdown while it is written. Text from migrations stands in code only, so that it stays data.
 * Mutable, for one thread.
 */
final class DraftText {
  private static final int LONGEST_QUOTE = 300;

  private final StringBuilder text = new StringBuilder();

  void heading(int level, String title) {
    line(text.isEmpty() ? "" : "\n", "#".repeat(level) + " " + title + "\n");
  }

  void paragraph(String words) {
    line("\n", words);
  }

  /** Not read by the gate. */
  void comment(String words) {
    line("\n", "<!-- " + words.replace("--", "- -") + " -->");
  }

  void bullet(String words) {
    line("", "- " + words);
  }

  /** Below a bullet. */
  void subBullet(String words) {
    line("", "  - " + words);
  }

  /** Something that only a person knows: it does not pass until the line is replaced. */
  void question(String question) {
    line("", "- [ ] ? " + question);
  }

  void questions(Collection<String> questions) {
    questions.stream().distinct().forEach(this::question);
  }

  /** A row of a table; the first row is its head and is followed by {@link #rule}. */
  void row(String... cells) {
    line("", "| " + String.join(" | ", cells) + " |");
  }

  void rule(int columns) {
    line("", "|" + "---|".repeat(columns));
  }

  /** A fence that is longer than every one inside. */
  void sql(String code) {
    String fence = "`".repeat(Math.max(3, longestRun(code) + 1));
    line("\n", fence + "sql\n" + code.strip() + "\n" + fence + "\n");
  }

  void blank() {
    text.append('\n');
  }

  private void line(String before, String words) {
    text.append(before).append(words).append('\n');
  }

  @Override
  public String toString() {
    return text.toString().replaceAll("\n{3,}", "\n\n").strip() + "\n";
  }

  /** As inline code, also in tables, for text that is not ours. */
  static String code(String words) {
    return "`" + oneLine(words).replace("|", "\\|") + "`";
  }

  /** On one line, without backticks, and cut when it is long. */
  static String oneLine(String words) {
    String flat = words.replaceAll("\\s+", " ").replace('`', '\'').strip();
    return flat.length() <= LONGEST_QUOTE ? flat : flat.substring(0, LONGEST_QUOTE - 1) + "…";
  }

  private static int longestRun(String code) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < code.length(); i++) {
      run = code.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
