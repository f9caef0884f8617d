package dev.pgreview.schema;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Names that PostgreSQL makes for constraints, indexes and sequences that a statement leaves
 * unnamed (src/backend/commands/indexcmds.c, makeObjectName, ChooseRelationName,
 * ChooseIndexColumnNames; src/backend/catalog/pg_constraint.c, ChooseConstraintName).
 */
final class GeneratedNames {
  /** NAMEDATALEN - 1: bytes of an identifier. */
  private static final int LONGEST = 63;

  private GeneratedNames() {}

  /** A free name: {@code first_second_label}, then with 1, 2, … after the label. */
  static String choose(
      String first, @Nullable String second, String label, Predicate<String> taken) {
    String name = join(first, second, label);
    for (int pass = 1; taken.test(name); pass++) {
      name = join(first, second, label + pass);
    }
    return name;
  }

  /** The parts with underscores, the longer of the first two shortened until all fits. */
  static String join(String first, @Nullable String second, String label) {
    int room = LONGEST - label.length() - 1 - (second == null ? 0 : 1);
    int firstBytes = bytes(first);
    int secondBytes = second == null ? 0 : bytes(second);
    while (firstBytes + secondBytes > room) {
      if (firstBytes > secondBytes) {
        firstBytes--;
      } else {
        secondBytes--;
      }
    }
    String head = clip(first, firstBytes);
    return second == null
        ? head + "_" + label
        : head + "_" + clip(second, secondBytes) + "_" + label;
  }

  /** Column names joined with underscores, as far as they can matter. */
  static String columnsPart(List<String> columns) {
    StringBuilder joined = new StringBuilder();
    for (String column : columns) {
      if (!joined.isEmpty()) {
        joined.append('_');
      }
      joined.append(column);
      if (bytes(joined.toString()) > LONGEST) {
        break;
      }
    }
    return joined.toString();
  }

  /** Names of the columns of an index: of columns their own, of expressions made-up ones. */
  static List<String> indexColumns(List<IndexKey> keys, List<String> include) {
    List<String> wanted = new ArrayList<>();
    keys.forEach(key -> wanted.add(key.column().orElseGet(() -> expressionName(key))));
    wanted.addAll(include);
    Set<String> used = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (String name : wanted) {
      String free = name;
      for (int i = 1; !used.add(free); i++) {
        String number = String.valueOf(i);
        free = clip(name, LONGEST - number.length()) + number;
      }
      names.add(free);
    }
    return names;
  }

  /**
   * What FigureIndexColname (src/backend/parser/parse_target.c) calls an expression: a function by
   * its name, a cast column by the column's, else {@code expr}.
   */
  private static String expressionName(IndexKey key) {
    SqlExpression expression = key.expression().orElseThrow();
    String text = unwrapped(expression.sql());
    int word = 0;
    while (word < text.length() && (isWord(text.charAt(word)) || text.charAt(word) == '.')) {
      word++;
    }
    String head = text.substring(0, word);
    String last = head.substring(head.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
    if (word < text.length()
        && text.charAt(word) == '('
        && closes(text, word) == text.length() - 1) {
      return last;
    }
    if (word > 0 && text.startsWith("::", word) && expression.columns().size() == 1) {
      return expression.columns().getFirst();
    }
    return text.regionMatches(true, 0, "case ", 0, 5) ? "case" : "expr";
  }

  private static String unwrapped(String sql) {
    String text = sql.strip();
    while (text.startsWith("(") && closes(text, 0) == text.length() - 1) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }

  /** Offset of the parenthesis that closes the one at {@code open}; -1 for none. */
  private static int closes(String text, int open) {
    int depth = 0;
    boolean quoted = false;
    for (int i = open; i < text.length(); i++) {
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

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static int bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
    }
    return text.length();
  }

  /** The longest start of the text with at most so many bytes in UTF-8. */
  private static String clip(String text, int most) {
    if (bytes(text) <= most) {
      return text;
    }
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (used + size > most) {
        break;
      }
      used += size;
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }
}
