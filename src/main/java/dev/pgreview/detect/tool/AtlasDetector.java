package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.TextLines;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Atlas: the SQL files beside atlas.sum, ordered by name, each in a transaction unless its head
 * says {@code -- atlas:txmode none}. The head is the comments before the first empty line;
 * directives that stand directly before a statement do not count for the file (sql/migrate/dir.go,
 * {@code comments}).
 */
final class AtlasDetector extends FolderDetector {
  private static final Pattern NAME = Pattern.compile("(.+)\\.sql");
  private static final Pattern TXMODE = Pattern.compile("[ -~]*atlas:txmode(?: +(.+))?");

  @Override
  public MigrationTool tool() {
    return MigrationTool.ATLAS;
  }

  @Override
  Optional<Evidence> evidence(SqlFolder folder, Survey survey) {
    return folder.holds("atlas.sum")
        ? Optional.of(folder.has(GolangMigrateDetector.NAME) ? Evidence.NAMED : Evidence.MARKER)
        : Optional.empty();
  }

  @Override
  Optional<MigrationName> name(String path) {
    Matcher matcher = NAME.matcher(RepositoryPath.name(path));
    return matcher.matches()
        ? Optional.of(MigrationName.up(path, matcher.group(1).split("_", 2)[0], matcher.group(1)))
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

  @Override
  ScriptSections sections(MigrationName name, String text, Reading reading) {
    List<String> head = head(text);
    boolean none = head.stream().anyMatch(line -> txmode(line).filter("none"::equals).isPresent());
    if (!none) {
      noteUnheard(name.path(), text, reading);
    }
    return ScriptSections.whole(
        text, none ? TransactionMode.AUTOCOMMIT : reading.mode(TransactionMode.WRAPPED));
  }

  private static Optional<String> txmode(String line) {
    Matcher matcher = TXMODE.matcher(line);
    return matcher.matches()
        ? Optional.ofNullable(matcher.group(1)).map(String::strip)
        : Optional.empty();
  }

  /** The comments that are the file's own; none when a statement follows them directly. */
  private static List<String> head(String text) {
    List<String> comments = new ArrayList<>();
    for (TextLines.Line line : TextLines.of(text)) {
      if (!line.text().startsWith("--") && !line.text().startsWith("#")) {
        return line.text().isBlank() ? comments : List.of();
      }
      comments.add(line.text().strip());
    }
    return comments;
  }

  private static void noteUnheard(String path, String text, Reading reading) {
    for (TextLines.Line line : TextLines.of(text)) {
      if (txmode(line.text()).filter("none"::equals).isPresent()) {
        reading.notice(
            Kind.TRANSACTION,
            path,
            line.number(),
            "Atlas does not take \"atlas:txmode none\" for the file's: it must stand at the top, with"
                + " an empty line after it. The file runs in a transaction.");
      }
    }
  }
}
