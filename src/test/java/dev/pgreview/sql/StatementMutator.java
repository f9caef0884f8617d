package dev.pgreview.sql;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes text that is nearly SQL out of valid statements. */
final class StatementMutator {
  private static final List<String> PIECES =
      List.of(
          "'",
          "\"",
          "$$",
          "$x$",
          "E'",
          "--",
          "/*",
          "*/",
          "\\",
          ";",
          "(",
          ")",
          "[",
          "]",
          ",",
          ".",
          "::",
          "\n",
          " ",
          "\0",
          "\uFFFF",
          "😀",
          "ü",
          "1e",
          "0x",
          "1_",
          "$1",
          "U&'\\",
          "NULL",
          "SELECT ",
          "FROM ",
          "ALTER TABLE ",
          "CASE WHEN ",
          "BEGIN ATOMIC ",
          "END",
          "NOT ",
          "(SELECT ",
          "ARRAY[",
          "EXECUTE '",
          "LOOP ",
          "IF ",
          "99999999999999999999",
          "DEFAULT ",
          "USING ",
          "AS $$");

  private final RandomGenerator random;
  private final List<String> seeds;

  StatementMutator(RandomGenerator random, List<String> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  /** A seed with one to four changes. */
  String next() {
    String text = seed();
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      text = change(text);
    }
    return text;
  }

  private String change(String text) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(20));
    String head = text.substring(0, from);
    String tail = text.substring(from);
    return switch (random.nextInt(8)) {
      case 0 -> head + text.substring(to);
      case 1 -> head + text.substring(from, to) + tail;
      case 2 -> head + piece() + tail;
      case 3 -> head + piece().repeat(1 + random.nextInt(50)) + tail;
      case 4 -> head + otherTail();
      case 5 ->
          head
              + (char) random.nextInt(Character.MAX_VALUE + 1)
              + text.substring(Math.min(text.length(), from + 1));
      case 6 -> head + seed() + tail;
      default -> head;
    };
  }

  private String otherTail() {
    String other = seed();
    return other.substring(random.nextInt(other.length() + 1));
  }

  private String piece() {
    return PIECES.get(random.nextInt(PIECES.size()));
  }

  private String seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }
}
