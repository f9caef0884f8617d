package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.SectionText;
import dev.pgreview.detect.source.TextLines;
import dev.pgreview.detect.source.TextLines.Line;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with goose's annotations, read as internal/sqlparser/parser.go does: annotations are whole
 * lines {@code -- +goose Up}, in any case; {@code NO TRANSACTION} anywhere counts for both
 * directions; {@code ENVSUB ON} switches environment variables on. What goose rejects is noted, and
 * the SQL is read all the same.
 */
final class GooseScript {
  private static final String MARK = "+goose";
  private static final String ANNOTATION = "-- " + MARK + " ";
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?::?-([^}]*))?\\})");

  private final String path;
  private final String text;
  private final Reading reading;
  private final LineIndex lines;
  private boolean inTransaction = true;
  private boolean substituting;
  private boolean startedWithout;
  private boolean unfinished;
  private int unfinishedLine = 1;
  private Optional<MigrationName.Direction> direction = Optional.empty();
  private int regionStart;
  private int blockStart = -1;
  private final List<TextRange> up = new ArrayList<>();
  private final List<TextRange> down = new ArrayList<>();
  private final List<TextRange> blocks = new ArrayList<>();
  private final List<TextRange> substituted = new ArrayList<>();

  GooseScript(String path, String text, Reading reading) {
    this.path = path;
    this.text = text;
    this.reading = reading;
    this.lines = new LineIndex(text);
  }

  ScriptSections sections() {
    for (Line line : TextLines.of(text)) {
      if (line.text().strip().startsWith("--") && line.text().contains(MARK)) {
        annotation(line);
      } else {
        content(line);
      }
    }
    end();
    boolean noneUp = up.isEmpty();
    if (noneUp && down.isEmpty()) {
      up.add(new TextRange(0, text.length()));
    }
    Regions.Replacement replacement = substituted.isEmpty() ? Regions.NONE : this::substitute;
    Regions upRegions = new Regions(up, blocks);
    Regions downRegions = new Regions(down, blocks);
    noteCuts(up);
    TransactionMode mode = reading.mode(TransactionMode.WRAPPED);
    return inTransaction
        ? new ScriptSections(
            upRegions.together(text, mode, replacement),
            optional(downRegions, downRegions.together(text, mode, replacement)))
        : new ScriptSections(
            upRegions.apart(text, replacement),
            optional(downRegions, downRegions.apart(text, replacement)));
  }

  private static <T> Optional<T> optional(Regions regions, T value) {
    return regions.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private void annotation(Line line) {
    if (Character.isWhitespace(line.text().charAt(0))) {
      refused(line, "goose rejects annotations that do not start the line.");
    }
    String command = line.text().replace("--", "").replaceFirst(Pattern.quote(MARK), "").strip();
    switch (command.toUpperCase(Locale.ROOT)) {
      case "UP" -> turn(line, MigrationName.Direction.UP);
      case "DOWN" -> turn(line, MigrationName.Direction.DOWN);
      case "STATEMENTBEGIN" -> begin(line);
      case "STATEMENTEND" -> endBlock(line);
      case "NO TRANSACTION" -> inTransaction = false;
      case "ENVSUB ON" -> substituting = true;
      case "ENVSUB OFF" -> substituting = false;
      default -> refused(line, "goose does not know the annotation \"" + command + "\".");
    }
  }

  private void turn(Line line, MigrationName.Direction to) {
    boolean first = direction.isEmpty();
    if (to == MigrationName.Direction.UP && !first && !startedWithout) {
      refused(line, "goose rejects a second \"-- +goose Up\".");
    } else if (to == MigrationName.Direction.DOWN && first) {
      refused(line, "goose rejects \"-- +goose Down\" without \"-- +goose Up\" before it.");
    }
    closeRegion(line.start());
    startedWithout = false;
    direction = Optional.of(to);
    regionStart = line.next();
  }

  private void closeRegion(int end) {
    noteUnfinished();
    direction.ifPresent(
        d -> (d == MigrationName.Direction.UP ? up : down).add(new TextRange(regionStart, end)));
  }

  private void begin(Line line) {
    if (direction.isEmpty() || blockStart >= 0) {
      refused(line, "goose rejects this \"-- +goose StatementBegin\": none may be open before it.");
    }
    blockStart = line.next();
  }

  private void endBlock(Line line) {
    if (blockStart < 0) {
      refused(line, "There is no \"-- +goose StatementBegin\" before it: goose rejects the file.");
    } else {
      blocks.add(new TextRange(blockStart, line.start()));
      blockStart = -1;
      unfinished = false;
    }
  }

  private void content(Line line) {
    if (substituting) {
      substituted.add(new TextRange(line.start(), line.next()));
    }
    String stripped = line.text().strip();
    boolean blank = stripped.isEmpty() || (!unfinished && stripped.startsWith("--"));
    if (blank) {
      return;
    }
    if (direction.isEmpty()) {
      refused(line, "goose rejects SQL before \"-- +goose Up\".");
      startedWithout = true;
      direction = Optional.of(MigrationName.Direction.UP);
      regionStart = line.start();
    }
    if (blockStart < 0) {
      if (!unfinished) {
        unfinishedLine = line.number();
      }
      unfinished = !Lines.endStatement(line.text());
    }
  }

  private void end() {
    if (blockStart >= 0) {
      reading.notice(
          Kind.REFUSED,
          path,
          lines.line(Math.max(0, blockStart - 1)),
          "\"-- +goose StatementBegin\" is never closed: goose rejects the file.");
      blocks.add(new TextRange(blockStart, text.length()));
    }
    closeRegion(text.length());
    if (up.isEmpty() && down.isEmpty()) {
      reading.notice(
          Kind.REFUSED, path, 1, "There is no \"" + ANNOTATION + "Up\": goose rejects the file.");
    }
  }

  private void noteUnfinished() {
    if (unfinished) {
      reading.notice(
          Kind.REFUSED,
          path,
          unfinishedLine,
          "The statement does not end in a semicolon at the end of a line: goose rejects the file.");
    }
    unfinished = false;
  }

  private void noteCuts(List<TextRange> ranges) {
    for (TextRange range : ranges) {
      int position = range.start();
      for (TextRange block : blocks) {
        if (block.start() >= position && block.end() <= range.end()) {
          Lines.noteCuts(path, text, position, block.start(), ANNOTATION, reading);
          position = block.end();
        }
      }
      Lines.noteCuts(path, text, position, range.end(), ANNOTATION, reading);
    }
  }

  private void substitute(SectionText section, String file, int from, int to) {
    for (TextRange range : substituted) {
      int start = Math.max(from, range.start());
      int end = Math.min(to, range.end());
      if (start < end) {
        section.copyTo(start);
        Regions.replacing(VARIABLE, this::value).copy(section, file, start, end);
      }
    }
    section.copyTo(to);
  }

  private String value(Matcher variable) {
    String name = Optional.ofNullable(variable.group(1)).orElse(variable.group(2));
    String value = reading.placeholders().get(name);
    if (value == null && variable.group(3) != null) {
      return variable.group(3);
    }
    if (value == null) {
      reading.notice(
          Kind.UNRESOLVED_PLACEHOLDER,
          path,
          lines.line(variable.start()),
          "The environment variable " + name + " has no value here; set it under placeholders.");
      return variable.group();
    }
    return value;
  }

  private void refused(Line line, String message) {
    reading.notice(Kind.REFUSED, path, line.number(), message);
  }
}
