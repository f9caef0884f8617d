package dev.pgreview.detect.source;

import dev.pgreview.migration.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Finds where statements end, by PostgreSQL's lexical rules (src/backend/parser/scan.l): strings,
 * quoted names, dollar quotes, nested comments, parentheses, BEGIN ATOMIC bodies and the data of
 * COPY FROM stdin. Time is linear in the text; text that never closes a quote ends the last
 * statement.
 */
public final class StatementScanner {
  /** More than any rule about the beginning of a statement asks for. */
  private static final int WORDS_KEPT = 40;

  private final String sql;
  private int position;
  private int statementStart = -1;
  private int parentheses;
  private int atomicDepth;
  private String lastWord = "";
  private final List<String> words = new ArrayList<>();
  private final List<TextRange> statements = new ArrayList<>();

  private StatementScanner(String sql) {
    this.sql = sql;
  }

  /** Each statement without its semicolon and without leading comments; empty ones are left out. */
  public static List<TextRange> statements(String sql) {
    return new StatementScanner(sql).scan(w -> {});
  }

  /** Whether there is no statement in it; looks no further than the first. */
  public static boolean isBlank(String sql) {
    StatementScanner scanner = new StatementScanner(sql);
    while (scanner.position < sql.length()) {
      char c = sql.charAt(scanner.position);
      if (c == ';') {
        scanner.position++;
      } else if (!scanner.skipBlank(c)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The first {@value #WORDS_KEPT} unquoted words outside parentheses of each statement, in
   * capitals, only those made of letters and underscores.
   */
  public static List<List<String>> words(String sql) {
    List<List<String>> found = new ArrayList<>();
    var unused = new StatementScanner(sql).scan(w -> found.add(List.copyOf(w)));
    return found;
  }

  private List<TextRange> scan(Consumer<List<String>> perStatement) {
    while (position < sql.length()) {
      char c = sql.charAt(position);
      if (c == ';' && parentheses <= 0 && atomicDepth == 0) {
        finish(perStatement);
        position++;
      } else if (!skipBlank(c)) {
        if (statementStart < 0) {
          statementStart = position;
        }
        token(c);
      }
    }
    finish(perStatement);
    return statements;
  }

  private void finish(Consumer<List<String>> perStatement) {
    if (statementStart >= 0) {
      statements.add(new TextRange(statementStart, position));
      perStatement.accept(words);
      if (copiesFromStdin()) {
        skipCopyData();
      }
    }
    statementStart = -1;
    parentheses = 0;
    atomicDepth = 0;
    lastWord = "";
    words.clear();
  }

  private boolean copiesFromStdin() {
    int from = words.lastIndexOf("FROM");
    return !words.isEmpty()
        && words.getFirst().equals("COPY")
        && from >= 0
        && from + 1 < words.size()
        && words.get(from + 1).equals("STDIN");
  }

  private void skipCopyData() {
    int end = sql.indexOf("\n\\.", position);
    if (end >= 0) {
      int line = sql.indexOf('\n', end + 1);
      position = (line < 0 ? sql.length() : line) - 1;
    }
  }

  private boolean skipBlank(char c) {
    if (Character.isWhitespace(c)) {
      position++;
    } else if (sql.startsWith("--", position)) {
      int end = sql.indexOf('\n', position);
      position = end < 0 ? sql.length() : end;
    } else if (sql.startsWith("/*", position)) {
      skipComment();
    } else {
      return false;
    }
    return true;
  }

  private void skipComment() {
    int depth = 0;
    do {
      if (sql.startsWith("/*", position)) {
        depth++;
        position += 2;
      } else if (sql.startsWith("*/", position)) {
        depth--;
        position += 2;
      } else {
        position++;
      }
    } while (depth > 0 && position < sql.length());
  }

  private void token(char c) {
    switch (c) {
      case '\'' -> skipQuoted('\'', false);
      case '"' -> skipQuoted('"', false);
      case '$' -> skipDollar();
      case '(' -> {
        parentheses++;
        position++;
      }
      case ')' -> {
        parentheses--;
        position++;
      }
      default -> {
        if (isWordStart(c)) {
          word();
        } else {
          position++;
        }
      }
    }
  }

  private void skipQuoted(char quote, boolean backslashes) {
    position++;
    while (position < sql.length()) {
      char c = sql.charAt(position++);
      if (c == '\\' && backslashes) {
        position++;
      } else if (c == quote) {
        if (position < sql.length() && sql.charAt(position) == quote) {
          position++;
        } else {
          return;
        }
      }
    }
    position = sql.length();
  }

  private void skipDollar() {
    int end = position + 1;
    while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
      end++;
    }
    boolean tag =
        end < sql.length()
            && sql.charAt(end) == '$'
            && (end == position + 1 || !Character.isDigit(sql.charAt(position + 1)));
    if (!tag) {
      position++;
      return;
    }
    String delimiter = sql.substring(position, end + 1);
    int close = sql.indexOf(delimiter, end + 1);
    position = close < 0 ? sql.length() : close + delimiter.length();
  }

  private void word() {
    int start = position;
    while (position < sql.length() && isWordPart(sql.charAt(position))) {
      position++;
    }
    String text = sql.substring(start, position);
    if (position < sql.length() && sql.charAt(position) == '\'' && text.equalsIgnoreCase("e")) {
      skipQuoted('\'', true);
    } else if (parentheses <= 0 && text.chars().allMatch(c -> Character.isLetter(c) || c == '_')) {
      keyword(text.toUpperCase(Locale.ROOT));
    }
  }

  private void keyword(String word) {
    if (word.equals("ATOMIC") && lastWord.equals("BEGIN")) {
      atomicDepth++;
    } else if (word.equals("CASE") && atomicDepth > 0) {
      atomicDepth++;
    } else if (word.equals("END") && atomicDepth > 0) {
      atomicDepth--;
    }
    lastWord = word;
    if (words.size() < WORDS_KEPT) {
      words.add(word);
    }
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
