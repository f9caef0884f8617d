package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.detect.source.TextLines;
import dev.pgreview.detect.source.TextLines.Line;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file with sql-migrate's annotations, read as sqlparse/sqlparse.go does: {@code -- +migrate Up
 * notransaction}, {@code -- +migrate Down}, {@code -- +migrate StatementBegin}, case counting.
 */
final class SqlMigrateScript {
  private static final String PREFIX = "-- +migrate ";

  private final String path;
  private final String text;
  private final Reading reading;
  private final List<TextRange> up = new ArrayList<>();
  private final List<TextRange> down = new ArrayList<>();
  private final List<TextRange> blocks = new ArrayList<>();
  private Optional<MigrationName.Direction> direction = Optional.empty();
  private boolean upInTransaction = true;
  private boolean downInTransaction = true;
  private int regionStart;
  private int blockStart = -1;
  private int blockLine = 1;

  SqlMigrateScript(String path, String text, Reading reading) {
    this.path = path;
    this.text = text;
    this.reading = reading;
  }

  ScriptSections sections() {
    for (Line line : TextLines.of(text)) {
      if (line.text().startsWith(PREFIX)) {
        command(line);
      }
    }
    if (blockStart >= 0) {
      notice(
          Kind.REFUSED,
          blockLine,
          "\"-- +migrate StatementBegin\" is never closed: sql-migrate stops.");
      blocks.add(new TextRange(blockStart, text.length()));
    }
    close(text.length());
    if (up.isEmpty() && down.isEmpty()) {
      notice(Kind.REFUSED, 1, "There is no \"-- +migrate Up\": sql-migrate stops.");
      up.add(new TextRange(0, text.length()));
    }
    for (TextRange range : up) {
      noteCuts(range);
    }
    return new ScriptSections(
        sent(new Regions(up, blocks), upInTransaction),
        down.isEmpty()
            ? Optional.empty()
            : Optional.of(sent(new Regions(down, blocks), downInTransaction)));
  }

  private List<SqlSection> sent(Regions regions, boolean inTransaction) {
    return inTransaction
        ? regions.together(text, reading.mode(TransactionMode.WRAPPED), Regions.NONE)
        : regions.apart(text, Regions.NONE);
  }

  private void command(Line line) {
    List<String> words =
        Arrays.asList(line.text().substring(PREFIX.length()).strip().split("\\s+"));
    boolean noTransaction = words.contains("notransaction");
    switch (words.getFirst()) {
      case "Up" -> {
        turn(line, MigrationName.Direction.UP);
        upInTransaction &= !noTransaction;
      }
      case "Down" -> {
        turn(line, MigrationName.Direction.DOWN);
        downInTransaction &= !noTransaction;
      }
      case "StatementBegin" -> {
        blockStart = direction.isPresent() ? line.next() : -1;
        blockLine = line.number();
      }
      case "StatementEnd" -> {
        if (blockStart >= 0) {
          blocks.add(new TextRange(blockStart, line.start()));
        }
        blockStart = -1;
      }
      default ->
          notice(
              Kind.MALFORMED,
              line.number(),
              "sql-migrate does not know \""
                  + words.getFirst()
                  + "\" and ignores it; case counts.");
    }
  }

  private void turn(Line line, MigrationName.Direction to) {
    if (direction.isEmpty() && !StatementScanner.isBlank(text.substring(0, line.start()))) {
      notice(Kind.MALFORMED, 1, "sql-migrate ignores SQL before the first \"-- +migrate\".");
    }
    close(line.start());
    direction = Optional.of(to);
    regionStart = line.next();
  }

  private void close(int end) {
    direction.ifPresent(
        d -> (d == MigrationName.Direction.UP ? up : down).add(new TextRange(regionStart, end)));
  }

  private void noteCuts(TextRange range) {
    int position = range.start();
    for (TextRange block : blocks) {
      if (block.start() >= position && block.end() <= range.end()) {
        Lines.noteCuts(path, text, position, block.start(), PREFIX, reading);
        position = block.end();
      }
    }
    Lines.noteCuts(path, text, position, range.end(), PREFIX, reading);
  }

  private void notice(Kind kind, int line, String message) {
    reading.notice(kind, path, line, message);
  }
}
