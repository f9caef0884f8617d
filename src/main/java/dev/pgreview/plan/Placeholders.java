package dev.pgreview.plan;

import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Code;
import dev.pgreview.plan.MigrationPlan.Prose;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells text that someone wrote about this change from text that stands for it. */
final class Placeholders {
  /** How a draft marks a question; ticking it off takes the place of deleting the mark. */
  private static final Pattern QUESTION = Pattern.compile("(?s)\\[( |x|X)]\\s*\\?\\s*(.*)");

  /** Words that say nothing when they are all that is said. */
  private static final Pattern EVASION =
      Pattern.compile(
          "(?i)(?:n\\s*/\\s*a|none|no|nothing|nil|not (?:applicable|needed|required|yet)|tbd|tba|tbc"
              + "|to ?do|to be (?:done|defined|decided|determined|confirmed|filled(?: in)?)"
              + "|fix ?me|xxx+|same|see above|see below|ditto|pending|unknown|ok|yes|fill (?:me )?in"
              + "|lorem ipsum.*|describe here|write here|your text here)");

  private static final Pattern BEGINS_UNDONE =
      Pattern.compile("(?:TODO|TBD|TBA|TBC|FIXME|XXX)\\b.*", Pattern.DOTALL);

  /** {@code <number of rows>}; not a comparison, whose operand stands before it. */
  private static final Pattern ANGLES =
      Pattern.compile("(?<![\\w)\"'\\]])<(?:\\.{2,3}|…|[A-Za-z][\\w /-]{0,60}[\\w.]?)>");

  private static final Pattern BRACES = Pattern.compile("\\{\\{[^{}]{0,100}}}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private Placeholders() {}

  /** A draft's question that nobody has answered: not ticked off, or with nothing behind it. */
  static boolean isUnanswered(Block block) {
    if (!(block instanceof Prose prose)) {
      return false;
    }
    Matcher question = QUESTION.matcher(prose.text());
    return question.matches()
        && (question.group(1).equals(" ") || question.group(2).strip().endsWith("?"));
  }

  /** What is asked. */
  static String question(Block block) {
    Matcher question = QUESTION.matcher(block.text());
    return question.matches() ? question.group(2).strip() : block.text();
  }

  /** Whether a block says something about this change. */
  static boolean isContent(Block block) {
    return switch (block) {
      case Code code -> !code.text().isBlank() && !hasPlaceholder(code.text());
      case Prose prose ->
          prose.form() != MigrationPlan.Form.TABLE_HEADER
              && !isUnanswered(prose)
              && !isPlaceholder(prose);
    };
  }

  static boolean hasPlaceholder(String text) {
    return ANGLES.matcher(text).find() || BRACES.matcher(text).find();
  }

  private static boolean isPlaceholder(Prose prose) {
    String bare = bare(prose.text());
    return bare.isEmpty()
        || EVASION.matcher(bare).matches()
        || BEGINS_UNDONE.matcher(bare).matches()
        || hasPlaceholder(prose.words());
  }

  /** Without what is neither letter nor digit at both ends. */
  private static String bare(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** Words and numbers in a text. */
  static int words(String text) {
    Matcher word = WORD.matcher(text);
    int count = 0;
    while (word.find()) {
      count++;
    }
    return count;
  }
}
