package dev.pgreview.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Conditions as text: taken apart at AND and brought into one spelling. */
final class Conditions {
  private Conditions() {}

  /**
   * What must all hold for the condition to hold. Spaces and parentheses that change nothing are
   * gone, what is not quoted is lower case: {@code a is not null}, {@code k>=3000}.
   */
  static List<String> parts(String condition) {
    List<String> parts = new ArrayList<>();
    split(strip(condition.strip()), parts);
    return parts;
  }

  private static void split(String condition, List<String> parts) {
    int start = 0;
    int depth = 0;
    boolean quoted = false;
    boolean between = false;
    for (int i = 0; i < condition.length(); i++) {
      char c = condition.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')') {
        depth--;
      } else if (!quoted && depth == 0 && isWord(condition, i, "or")) {
        parts.add(normal(condition));
        return;
      } else if (!quoted && depth == 0 && isWord(condition, i, "between")) {
        between = true;
      } else if (!quoted && depth == 0 && isWord(condition, i, "and")) {
        if (between) {
          between = false;
        } else {
          split(strip(condition.substring(start, i).strip()), parts);
          start = i + 3;
        }
      }
    }
    if (start == 0) {
      parts.add(normal(condition));
    } else {
      split(strip(condition.substring(start).strip()), parts);
    }
  }

  private static boolean isWord(String text, int at, String word) {
    int end = at + word.length();
    return text.regionMatches(true, at, word, 0, word.length())
        && (at == 0 || !Character.isJavaIdentifierPart(text.charAt(at - 1)))
        && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
  }

  /** Without parentheses around the whole. */
  static String strip(String text) {
    String inner = text;
    while (inner.startsWith("(") && closes(inner) == inner.length() - 1) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    return inner;
  }

  private static int closes(String text) {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && c == '(') {
        depth++;
      } else if (!quoted && c == ')' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** One spelling: lower case outside quotes, one space between words, none around operators. */
  static String normal(String text) {
    StringBuilder out = new StringBuilder();
    boolean literal = false;
    boolean identifier = false;
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (literal || identifier) {
        literal = literal && c != '\'';
        identifier = identifier && c != '"';
        out.append(c);
        continue;
      }
      if (Character.isWhitespace(c)) {
        space = true;
        continue;
      }
      boolean word = Character.isJavaIdentifierPart(c) || c == '\'' || c == '"';
      if (space && word && !out.isEmpty() && wordEnd(out.charAt(out.length() - 1))) {
        out.append(' ');
      }
      space = false;
      literal = c == '\'';
      identifier = c == '"';
      out.append(Character.toLowerCase(c));
    }
    return out.toString().toLowerCase(Locale.ROOT).equals(out.toString())
        ? unquoted(out.toString())
        : out.toString();
  }

  /** Quotes around identifiers that need none. */
  private static String unquoted(String text) {
    return text.indexOf('"') < 0 ? text : text.replace("\"", "");
  }

  private static boolean wordEnd(char c) {
    return Character.isJavaIdentifierPart(c) || c == '\'' || c == '"' || c == ')';
  }
}
