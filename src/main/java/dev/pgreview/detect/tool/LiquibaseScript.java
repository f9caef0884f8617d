package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.TextLines;
import dev.pgreview.detect.source.TextLines.Line;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.TextRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in Liquibase's formatted SQL, read as liquibase.parser.AbstractFormattedChangeLogParser
 * does.
 */
final class LiquibaseScript {
  static final Pattern HEADER =
      Pattern.compile("\\A\\s*--\\s*liquibase\\s*formatted", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANGESET =
      ignoringCase("\\s*--\\s*changeset\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)");
  private static final Pattern ALMOST_CHANGESET = ignoringCase("\\s*--?\\s*changeset\\b.*");
  private static final Pattern ROLLBACK = ignoringCase("(\\s*--\\s*rollback )(.*)");
  private static final Pattern ROLLBACK_START =
      ignoringCase("\\s*/\\*\\s*liquibase\\s*rollback\\s*");
  private static final Pattern ROLLBACK_END = Pattern.compile("(.*)\\*/\\s*");
  private static final Pattern IGNORE = ignoringCase("\\s*--\\s*ignoreLines:(\\w+)");
  private static final Pattern PRECONDITION =
      ignoringCase("\\s*--\\s*precondition(?:-([a-zA-Z0-9-]+))? .*");
  private static final Pattern PROPERTY =
      ignoringCase("\\s*--\\s*property\\s+.*?name:\\s*(\\S+).*?value:\\s*(\\S+).*");

  /**
   * A changeset.
   *
   * @param attributes what follows author and id on its line
   * @param line of its annotation, from 1
   * @param start offset of what follows the annotation
   * @param end offset at which the next changeset starts
   * @param ignored ranges that {@code ignoreLines} takes out
   * @param rollbacks ranges with the SQL of the way back
   */
  record Changeset(
      String author,
      String id,
      String attributes,
      int line,
      int start,
      int end,
      List<TextRange> ignored,
      List<TextRange> rollbacks) {

    String name() {
      return author + ":" + id;
    }

    /** The value of an attribute, without quotes; "" when it is not set. */
    String attribute(String name) {
      Matcher matcher = ignoringCase(".*?\\b" + name + ":(\"[^\"]*\"|\\S*).*").matcher(attributes);
      return matcher.matches() ? matcher.group(1).replace("\"", "") : "";
    }

    boolean is(String name, boolean otherwise) {
      String value = attribute(name);
      return value.isEmpty() ? otherwise : value.equalsIgnoreCase("true");
    }
  }

  private final String path;
  private final Reading reading;
  private final List<Line> lines;
  private final int length;
  private final List<Changeset> changesets = new ArrayList<>();
  private final Map<String, String> properties = new HashMap<>();
  private int at;

  LiquibaseScript(String path, String text, Reading reading) {
    this.path = path;
    this.reading = reading;
    this.lines = TextLines.of(text);
    this.length = text.length();
    if (HEADER.matcher(text).find()) {
      read();
    } else {
      // Liquibase takes a file without the header for one changeset.
      changesets.add(new Changeset("includeAll", "raw", "", 1, 0, length, List.of(), List.of()));
    }
  }

  List<Changeset> changesets() {
    return List.copyOf(changesets);
  }

  /** The values that {@code --property} lines give. */
  Map<String, String> properties() {
    return Map.copyOf(properties);
  }

  private void read() {
    while (at < lines.size()) {
      Line line = lines.get(at);
      Matcher changeset = CHANGESET.matcher(line.text());
      Matcher property = PROPERTY.matcher(line.text());
      if (changeset.matches()) {
        endLast(line.start());
        changesets.add(opened(line, changeset));
      } else if (property.matches()) {
        properties.putIfAbsent(property.group(1), property.group(2));
      } else if (ALMOST_CHANGESET.matcher(line.text()).matches()) {
        notice(Kind.MALFORMED, line, "Liquibase expects \"--changeset <author>:<id>\" here.");
      } else if (changesets.isEmpty()) {
        if (at > 0 && !line.text().isBlank() && !line.text().strip().startsWith("--")) {
          notice(Kind.MALFORMED, line, "Liquibase ignores SQL before the first changeset.");
        }
      } else {
        inside(line);
      }
      at++;
    }
    if (changesets.isEmpty() && reading.isReadable(path)) {
      reading.notice(Kind.EMPTY, path, 1, "There is no \"--changeset <author>:<id>\" in the file.");
    }
  }

  private static Changeset opened(Line line, Matcher matcher) {
    return new Changeset(
        matcher.group(1).replace("\"", "").strip(),
        matcher.group(2).replace("\"", ""),
        matcher.group(3),
        line.number(),
        line.next(),
        Integer.MAX_VALUE,
        new ArrayList<>(),
        new ArrayList<>());
  }

  private void endLast(int end) {
    if (!changesets.isEmpty()) {
      Changeset last = changesets.removeLast();
      changesets.add(ended(last, end));
    }
  }

  private static Changeset ended(Changeset last, int end) {
    return new Changeset(
        last.author(),
        last.id(),
        last.attributes(),
        last.line(),
        last.start(),
        end,
        List.copyOf(last.ignored()),
        List.copyOf(last.rollbacks()));
  }

  private void inside(Line line) {
    Changeset current = changesets.getLast();
    Matcher rollback = ROLLBACK.matcher(line.text());
    Matcher ignore = IGNORE.matcher(line.text());
    Matcher precondition = PRECONDITION.matcher(line.text());
    if (rollback.matches()) {
      int start = line.start() + rollback.end(1);
      current.rollbacks().add(new TextRange(start, line.next()));
    } else if (ROLLBACK_START.matcher(line.text()).matches()) {
      rollbackComment(line, current);
    } else if (ignore.matches()) {
      ignore(line, ignore.group(1), current);
    } else if (precondition.matches() && precondition.group(1) != null) {
      notice(
          Kind.CONDITIONAL,
          line,
          "The changeset "
              + current.name()
              + " has a precondition; it is reviewed as if the precondition held.");
    }
  }

  private void rollbackComment(Line start, Changeset current) {
    while (++at < lines.size()) {
      Line line = lines.get(at);
      Matcher end = ROLLBACK_END.matcher(line.text());
      if (end.matches()) {
        current.rollbacks().add(new TextRange(start.next(), line.start() + end.end(1)));
        return;
      }
    }
    notice(Kind.REFUSED, start, "The rollback comment is never closed: Liquibase stops.");
  }

  private void ignore(Line line, String count, Changeset current) {
    int from = line.start();
    if (count.equalsIgnoreCase("start")) {
      while (at + 1 < lines.size() && !endsIgnoring(lines.get(at + 1))) {
        at++;
      }
      at = Math.min(at + 1, lines.size() - 1);
    } else if (count.matches("\\d{1,6}")) {
      at = Math.min(at + Integer.parseInt(count), lines.size() - 1);
    } else {
      notice(Kind.MALFORMED, line, "Liquibase does not know ignoreLines:" + count + ".");
    }
    current.ignored().add(new TextRange(from, lines.get(at).next()));
  }

  private static boolean endsIgnoring(Line line) {
    Matcher matcher = IGNORE.matcher(line.text());
    return matcher.matches() && matcher.group(1).equalsIgnoreCase("end");
  }

  private void notice(Kind kind, Line line, String message) {
    reading.notice(kind, path, line.number(), message);
  }

  /** The end of a changeset in the file. */
  int end(Changeset changeset) {
    return Math.min(changeset.end(), length);
  }

  private static Pattern ignoringCase(String pattern) {
    return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
  }
}
