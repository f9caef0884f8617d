package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.SectionText;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL of a changeset, as Liquibase sends it: a changeset is one transaction. */
final class LiquibaseSections {
  private static final Pattern PARAMETER = Pattern.compile("\\$\\{([^}\\n]+)\\}");
  private static final Pattern NO_ROLLBACK =
      Pattern.compile("\\s*(not required|empty)[\\s\\S]*", Pattern.CASE_INSENSITIVE);

  private final String path;
  private final String text;
  private final Map<String, String> parameters;
  private final Reading reading;
  private final LineIndex lines;

  LiquibaseSections(String path, String text, LiquibaseScript script, Reading reading) {
    this.path = path;
    this.text = text;
    this.reading = reading;
    this.lines = new LineIndex(text);
    this.parameters = new HashMap<>(script.properties());
    this.parameters.putAll(reading.placeholders());
  }

  ScriptSections of(LiquibaseScript.Changeset changeset, int end) {
    SectionText up = new SectionText(text, changeset.start());
    int position = changeset.start();
    for (TextRange ignored : changeset.ignored()) {
      copy(up, changeset, position, ignored.start());
      up.replaceTo(ignored.end(), "");
      position = ignored.end();
    }
    copy(up, changeset, position, end);
    return new ScriptSections(List.of(up.section(mode(changeset, up.sql()))), rollback(changeset));
  }

  private TransactionMode mode(LiquibaseScript.Changeset changeset, String sql) {
    if (changeset.is("runInTransaction", true)) {
      return reading.mode(TransactionMode.WRAPPED);
    }
    return changeset.is("splitStatements", true) ? TransactionMode.AUTOCOMMIT : OneQuery.mode(sql);
  }

  private Optional<List<SqlSection>> rollback(LiquibaseScript.Changeset changeset) {
    List<TextRange> ranges = changeset.rollbacks();
    if (ranges.isEmpty()) {
      return Optional.empty();
    }
    SectionText down = new SectionText(text, ranges.getFirst().start());
    int position = ranges.getFirst().start();
    for (TextRange range : ranges) {
      if (range.start() > position) {
        down.replaceTo(range.start(), "");
      }
      copy(down, changeset, range.start(), range.end());
      position = range.end();
    }
    return NO_ROLLBACK.matcher(down.sql()).matches()
        ? Optional.of(List.of())
        : Optional.of(List.of(down.section(mode(changeset, down.sql()))));
  }

  private void copy(SectionText section, LiquibaseScript.Changeset changeset, int from, int to) {
    String delimiter = changeset.attribute("endDelimiter");
    List<String> alternatives = new ArrayList<>();
    alternatives.add(PARAMETER.pattern());
    if (!delimiter.isEmpty() && !delimiter.equals(";")) {
      alternatives.add("(?m:" + Pattern.quote(delimiter.replace("\\n", "")) + "(?=[ \\t\\r]*$))");
    }
    Regions.replacing(Pattern.compile(String.join("|", alternatives)), this::replacement)
        .copy(section, text, from, to);
  }

  private String replacement(Matcher matcher) {
    if (matcher.group(1) == null) {
      return ";";
    }
    String value = parameters.get(matcher.group(1));
    if (value != null) {
      return value;
    }
    reading.notice(
        Kind.UNRESOLVED_PLACEHOLDER,
        path,
        lines.line(matcher.start()),
        "The parameter "
            + matcher.group()
            + " has no value here: set it under placeholders in .pgreview.yml.");
    return matcher.group();
  }
}
