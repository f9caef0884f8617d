package dev.pgreview.detect.tool;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.source.SourceText;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the reading of a claim needs, and where its notices go.
 *
 * @param settings what the configuration says about the folder
 * @param trusted whether the files are known to be migrations whatever their names are, in the
 *     order given when the names do not say
 */
public record Reading(
    SourceTree tree,
    Optional<ReviewConfig.Migrations> settings,
    boolean trusted,
    List<DetectionNotice> notices) {

  public static Reading of(SourceTree tree) {
    return new Reading(tree, Optional.empty(), false, new ArrayList<>());
  }

  /** The values that the configuration gives to placeholders. */
  public Map<String, String> placeholders() {
    return settings.map(ReviewConfig.Migrations::placeholders).orElse(Map.of());
  }

  /** How a file is sent that says nothing itself: as configured, else as the tool does. */
  public TransactionMode mode(TransactionMode toolDefault) {
    return settings
        .flatMap(ReviewConfig.Migrations::transactional)
        .map(wanted -> wanted ? TransactionMode.WRAPPED : TransactionMode.AUTOCOMMIT)
        .orElse(toolDefault);
  }

  /** The text of a migration; what is wrong with the file is noted. */
  public String text(String path) {
    SourceText source = tree.source(path);
    DetectionNotice.Kind kind =
        source.text().isEmpty() ? DetectionNotice.Kind.UNREADABLE : DetectionNotice.Kind.DAMAGED;
    source.problem().ifPresent(problem -> notice(kind, path, 1, problem));
    return source.text();
  }

  /** Whether a file was read whole; what is wrong with it otherwise is said already. */
  public boolean isReadable(String path) {
    return !tree.contains(path) || tree.source(path).problem().isEmpty();
  }

  public void notice(DetectionNotice.Kind kind, String path, int line, String message) {
    notices.add(new DetectionNotice(kind, path, line, message));
  }
}
