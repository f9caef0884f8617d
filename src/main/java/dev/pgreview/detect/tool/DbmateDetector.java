package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.detect.source.TextLines;
import dev.pgreview.detect.source.TextLines.Line;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * dbmate: {@code <digits>_name.sql}, ordered by file name, with blocks {@code -- migrate:up
 * [transaction:false]} and {@code -- migrate:down}, several of each if need be
 * (pkg/dbmate/migration.go). A block without a transaction is still sent as one query.
 */
final class DbmateDetector extends FolderDetector {
  private static final Pattern NAME = Pattern.compile("(\\d+)(.*)\\.sql");
  private static final Pattern ANNOTATION = Pattern.compile("(?m)^--\\s*migrate:(up|down)\\b");
  private static final Pattern DIRECTIVE =
      Pattern.compile("--\\s*migrate:(up|down)(?:\\s+(.*))?\\s*");

  @Override
  public MigrationTool tool() {
    return MigrationTool.DBMATE;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    return folder.mentions(ANNOTATION) ? Optional.of(Evidence.ANNOTATED) : Optional.empty();
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    return matcher.matches()
        ? Optional.of(MigrationName.up(path, matcher.group(1), RepositoryPath.name(path)))
        : Optional.empty();
  }

  @Override
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing(MigrationName::description);
  }

  @Override
  String nameForm() {
    return "<version>_<name>.sql";
  }

  /** A block of the file. */
  private record Block(boolean up, Line directive, int end, boolean transaction) {}

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    List<Block> blocks = blocks(text);
    noteFaults(name.path(), text, blocks, reading);
    if (blocks.isEmpty()) {
      return ScriptSections.whole(text, reading.mode(TransactionMode.WRAPPED));
    }
    List<SqlSection> up = new ArrayList<>();
    List<SqlSection> down = new ArrayList<>();
    for (Block block : blocks) {
      String sql = text.substring(block.directive().start(), block.end());
      TransactionMode mode =
          block.transaction() ? reading.mode(TransactionMode.WRAPPED) : OneQuery.mode(sql);
      if (!block.transaction()) {
        OneQuery.note(
            name.path(), block.directive().number(), mode, "\"transaction:false\"", reading);
      }
      (block.up() ? up : down).add(SqlSection.verbatim(sql, block.directive().start(), mode));
    }
    return new ScriptSections(up, down.isEmpty() ? Optional.empty() : Optional.of(down));
  }

  private static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    for (Line line : TextLines.of(text)) {
      Matcher matcher = DIRECTIVE.matcher(line.text());
      if (matcher.matches()) {
        endLast(blocks, line.start());
        String options = Optional.ofNullable(matcher.group(2)).orElse("");
        boolean transaction = !List.of(options.split("\\s+")).contains("transaction:false");
        blocks.add(new Block(matcher.group(1).equals("up"), line, text.length(), transaction));
      }
    }
    return blocks;
  }

  private static void endLast(List<Block> blocks, int end) {
    if (!blocks.isEmpty()) {
      Block last = blocks.removeLast();
      blocks.add(new Block(last.up(), last.directive(), end, last.transaction()));
    }
  }

  private static void noteFaults(String path, String text, List<Block> blocks, Reading reading) {
    int before = blocks.isEmpty() ? 0 : blocks.getFirst().directive().start();
    if (blocks.stream().noneMatch(Block::up)) {
      refused(path, 1, "There is no \"-- migrate:up\": dbmate rejects the file.", reading);
    } else if (!StatementScanner.isBlank(text.substring(0, before))) {
      refused(path, 1, "dbmate rejects statements before \"-- migrate:up\".", reading);
    }
    Optional<Block> last = Optional.empty();
    for (Block block : blocks) {
      boolean sameAgain = last.filter(b -> b.up() == block.up()).isPresent();
      if (sameAgain || (last.isEmpty() && !block.up())) {
        refused(
            path,
            block.directive().number(),
            "dbmate rejects the file: each \"-- migrate:up\" needs one \"-- migrate:down\" after it.",
            reading);
      }
      last = Optional.of(block);
    }
    if (last.filter(Block::up).isPresent()) {
      refused(
          path,
          last.get().directive().number(),
          "There is no \"-- migrate:down\" after it: dbmate rejects the file.",
          reading);
    }
  }

  private static void refused(String path, int line, String message, Reading reading) {
    reading.notice(Kind.REFUSED, path, line, message);
  }
}
