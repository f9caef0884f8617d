package dev.pgreview.detect;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.source.LocationGlob;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.detect.tool.CodeMigrations;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A change that is handed in as lists of files, as a review request does.
 *
 * @param base deployed files
 * @param changed files of the change
 * @param deleted paths that the change deletes
 * @param others files that are no migrations and may configure a tool
 * @param tool the tool of all files; empty to find out
 * @param locations configured folders, for their tools, placeholders and transactions
 */
public record ListedFiles(
    List<SourceFile> base,
    List<SourceFile> changed,
    List<String> deleted,
    List<SourceFile> others,
    Optional<MigrationTool> tool,
    List<ReviewConfig.Migrations> locations) {
  private static final Pattern NOT_SQL =
      Pattern.compile(
          ".*\\.(md|ya?ml|toml|conf|json|xml|properties|rb|py|exs?|[mc]?[tj]s|go|java|kt|groovy"
              + "|scala|fizz|sum|plan|lock|mod|gradle|kts|txt|prisma)");

  public ListedFiles {
    base = List.copyOf(base);
    changed = List.copyOf(changed);
    deleted = List.copyOf(deleted);
    others = List.copyOf(others);
    locations = List.copyOf(locations);
  }

  /** What is deployed and what will run, in the tool's order. */
  public MigrationChange change() {
    Map<String, String> before = new LinkedHashMap<>();
    base.forEach(file -> before.put(file.path(), file.text()));
    Map<String, String> after = new LinkedHashMap<>(before);
    changed.forEach(file -> after.put(file.path(), file.text()));
    deleted.forEach(after::remove);
    return ChangeDetection.between(detection(before), detection(after), Map.of());
  }

  private MigrationDetection detection(Map<String, String> files) {
    Map<String, String> all = new LinkedHashMap<>(files);
    others.forEach(file -> all.putIfAbsent(file.path(), file.text()));
    SourceTree tree = SourceTree.of(all);
    List<String> sql =
        files.keySet().stream()
            .filter(path -> !NOT_SQL.matcher(path.toLowerCase(Locale.ROOT)).matches())
            .toList();
    Optional<ReviewConfig.Migrations> location =
        locations.stream()
            .filter(l -> sql.stream().anyMatch(LocationGlob.of(l.path())::matches))
            .findFirst();
    Optional<MigrationTool> chosen = tool.or(() -> location.flatMap(ReviewConfig.Migrations::tool));
    MigrationDetection found = Detectors.listed(tree, sql, chosen, location);
    List<DetectionNotice> notices = new ArrayList<>(found.notices());
    notices.addAll(CodeMigrations.notices(tree, Set.copyOf(files.keySet())::contains));
    return new MigrationDetection(found.histories(), notices);
  }
}
