package dev.pgreview.render;

import dev.pgreview.migration.LineIndex;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lines of the files that a report is about. A report carries only the statements; where the
 * files are at hand the excerpts show what is really there, otherwise the statements' text.
 */
public final class SourceTexts {
  /** No file is at hand. */
  public static final SourceTexts NONE = new SourceTexts(Map.of());

  private final Map<String, String> texts;
  private final boolean complete;
  private final Map<String, LineIndex> indexes = new HashMap<>();

  /**
   * @param texts file texts by path
   */
  public SourceTexts(Map<String, String> texts) {
    this(texts, true);
  }

  private SourceTexts(Map<String, String> texts, boolean complete) {
    this.texts = Map.copyOf(texts);
    this.complete = complete;
  }

  /** These, and for all other files what the report's statements say. */
  SourceTexts completedFrom(Report report) {
    Map<String, StringBuilder> rebuilt = new HashMap<>();
    for (StatementReport statement : report.statements()) {
      if (statement.outer().isEmpty() && !texts.containsKey(statement.file())) {
        append(rebuilt.computeIfAbsent(statement.file(), _ -> new StringBuilder()), statement);
      }
    }
    Map<String, String> all = new HashMap<>(texts);
    rebuilt.forEach((path, text) -> all.put(path, text.toString()));
    return new SourceTexts(all, false);
  }

  private static void append(StringBuilder text, StatementReport statement) {
    int line = 1;
    int lastBreak = -1;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lastBreak = i;
      }
    }
    if (line < statement.span().line()) {
      text.append("\n".repeat(statement.span().line() - line));
      lastBreak = text.length() - 1;
    }
    int column = text.length() - lastBreak;
    text.append(" ".repeat(Math.max(0, statement.span().column() - column)));
    text.append(statement.sql().replace("\r\n", "\n").replace('\r', '\n')).append(';');
  }

  /** A line, from 1, without its end; empty when the file or line is not known. */
  Optional<String> line(String path, int line) {
    String text = texts.get(path);
    if (text == null) {
      return Optional.empty();
    }
    LineIndex index = indexes.computeIfAbsent(path, _ -> new LineIndex(text));
    if (line < 1 || line > index.lines()) {
      return Optional.empty();
    }
    int start = index.lineStart(line);
    int end = line == index.lines() ? text.length() : index.lineStart(line + 1);
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    // Between statements a rebuilt file is blank, whatever the real one holds there.
    return Optional.of(text.substring(start, end)).filter(found -> complete || !found.isBlank());
  }
}
