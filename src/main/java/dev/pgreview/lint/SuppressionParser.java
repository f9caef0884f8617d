package dev.pgreview.lint;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SqlComment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code -- pgreview:ignore rule[, rule] reason} and {@code -- pgreview:ignore-file …}: above
 * a statement, at the end of its last line, or inside it at the end of a line or above one.
 */
final class SuppressionParser {
  private static final Pattern FORM =
      Pattern.compile("^pgreview:ignore(-file)?(?![\\w-])[ \\t:]*(.*)$", Pattern.MULTILINE);
  private static final Pattern RULES =
      Pattern.compile(
          "^([\\w-]*\\w(?:[ \\t]*,[ \\t]*[\\w-]*\\w)*)(?:[\\s:]+(.*))?$", Pattern.DOTALL);
  private static final Pattern INSIDE =
      Pattern.compile("(^[ \\t]*)?--[ \\t]*(pgreview:ignore\\b[^\\r\\n]*)", Pattern.MULTILINE);

  private final Function<String, LineIndex> lines;

  /** Asks for the lines of a file by its path. */
  SuppressionParser(Function<String, LineIndex> lines) {
    this.lines = lines;
  }

  List<Suppression> parse(ChangeAnalysis analysis) {
    List<Suppression> found = new ArrayList<>();
    for (AnalyzedStatement statement : analysis.statements()) {
      if (statement.outer().isEmpty()) {
        around(statement, found);
        inside(statement, found);
      }
    }
    return found;
  }

  private void around(AnalyzedStatement statement, List<Suppression> found) {
    for (SqlComment comment : statement.statement().leadingComments()) {
      Matcher form = FORM.matcher(comment.text());
      while (form.find()) {
        Suppression.Scope scope =
            form.group(1) == null
                ? new Suppression.OfStatement(statement.index())
                : new Suppression.WholeFile();
        TextRange range = statement.section().toFileRange(comment.range());
        found.add(suppression(statement.path(), range, form.group(2), scope));
      }
    }
  }

  private void inside(AnalyzedStatement statement, List<Suppression> found) {
    // Of what is unreadable one thing is said, where it begins: nothing in it can be of use.
    boolean unreadable = statement.statement().change() instanceof SchemaChange.Unreadable;
    if (unreadable || !statement.statement().sql().contains("pgreview:ignore")) {
      return;
    }
    Matcher comment = INSIDE.matcher(statement.statement().sql());
    while (comment.find()) {
      Matcher form = FORM.matcher(comment.group(2));
      if (form.find()) {
        TextRange range = statement.fileRange(new TextRange(comment.start(), comment.end()));
        int line = lines.apply(statement.path()).line(range.end());
        int last = comment.group(1) == null ? line : line + 1;
        Suppression.Scope scope =
            form.group(1) == null
                ? new Suppression.OfLines(line, last)
                : new Suppression.WholeFile();
        found.add(suppression(statement.path(), range, form.group(2), scope));
      }
    }
  }

  private static Suppression suppression(
      String path, TextRange range, String text, Suppression.Scope scope) {
    Matcher rules = RULES.matcher(text.strip());
    if (!rules.matches()) {
      return new Suppression(path, range, List.of(), "", scope);
    }
    List<String> ids = Arrays.stream(rules.group(1).split(",")).map(String::strip).toList();
    String rest = rules.group(2) == null ? "" : rules.group(2);
    return new Suppression(path, range, ids, rest.replaceFirst("^[-–—:]+\\s*", "").strip(), scope);
  }
}
