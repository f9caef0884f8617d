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

  /** Names of the columns of an index, each once. */
  static List<String> indexColumns(List<IndexKey> keys, List<String> include) {
    List<String> wanted = new ArrayList<>();
    keys.forEach(key -> wanted.add(key.name()));
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

  /** Of the type that PostgreSQL makes with a range type (makeMultirangeTypeName). */
  static String multirange(String range) {
    int at = range.indexOf("range");
    return at >= 0
        ? clip(range.substring(0, at) + "multi" + range.substring(at), LONGEST)
        : clip(range, LONGEST - "_multirange".length()) + "_multirange";
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
