package dev.pgreview.plan;

import java.util.ArrayList;
import java.util.List;

/** Cuts a condition at its top level ANDs. */
final class Conjuncts {
  private final String text;
  private final List<String> parts = new ArrayList<>();
  private int at;
  private int depth;
  private int start;
  private boolean between;

  private Conjuncts(String text) {
    this.text = text;
  }

  /** The parts that must all hold; none when an OR stands at the top level. */
  static List<String> of(String condition) {
    String bare = condition.strip();
    while (isWrapped(bare)) {
      bare = bare.substring(1, bare.length() - 1).strip();
    }
    return new Conjuncts(bare).cut();
  }

  private List<String> cut() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        at = closing(text, at);
      } else if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0 && Character.isLetter(c)) {
        int end = wordEnd();
        if (!word(text.substring(at, end), end)) {
          return List.of();
        }
        at = end - 1;
      }
      at++;
    }
    parts.add(text.substring(start).strip());
    return parts;
  }

  /** False when the word is OR. */
  private boolean word(String word, int end) {
    if (word.equalsIgnoreCase("or")) {
      return false;
    }
    if (word.equalsIgnoreCase("between")) {
      between = true;
    } else if (word.equalsIgnoreCase("and")) {
      if (!between) {
        parts.add(text.substring(start, at).strip());
        start = end;
      }
      between = false;
    }
    return true;
  }

  private int wordEnd() {
    int end = at;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  /** The offset of the closing quote, or of the last character. */
  private static int closing(String text, int open) {
    int end = text.indexOf(text.charAt(open), open + 1);
    return end < 0 ? text.length() - 1 : end;
  }

  private static boolean isWrapped(String text) {
    if (!text.startsWith("(") || !text.endsWith(")")) {
      return false;
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        i = closing(text, i);
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }
}
