package dev.pgreview.review;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationChange.HistoryChange;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change of a repository with all that its review goes by; it may touch the migrations of several
 * databases.
 *
 * @param baseDescription which state was taken as deployed; empty when the caller gave it
 * @param files plans and query files
 * @param stats sizes in production by relation
 */
public record ChangeReview(
    String id,
    Optional<String> baseDescription,
    MigrationChange change,
    List<SourceFile> files,
    Map<RelationName, TableStatistics> stats,
    ReviewConfig config,
    boolean dryRun) {
  public ChangeReview {
    files = List.copyOf(files);
    stats = Map.copyOf(stats);
  }

  /** The same with or without a dry run. */
  public ChangeReview withDryRun(boolean wanted) {
    return new ChangeReview(id, baseDescription, change, files, stats, config, wanted);
  }

  /** As {@link #requests(PostgresVersion)}, for the major that the configuration names. */
  public List<ReviewRequest> requests() {
    return requests(
        config.postgres().isPresent()
            ? new PostgresVersion(config.postgres().getAsInt())
            : PostgresVersion.DEFAULT);
  }

  /** One request for each history of the change; one without migrations when there is none. */
  public List<ReviewRequest> requests(PostgresVersion postgres) {
    if (change.histories().isEmpty()) {
      return List.of(request(postgres, new Part(List.of(), List.of(), change.notices())));
    }
    List<ReviewRequest> requests = new ArrayList<>();
    List<DetectionNotice> left = new ArrayList<>(change.notices());
    for (HistoryChange history : change.histories()) {
      boolean last = requests.size() == change.histories().size() - 1;
      // What belongs to no history is said once.
      List<DetectionNotice> own =
          last
              ? List.copyOf(left)
              : left.stream().filter(notice -> notice.path().startsWith(history.root())).toList();
      left.removeAll(own);
      requests.add(request(postgres, new Part(history.base(), history.changed(), own)));
    }
    return requests;
  }

  private record Part(
      List<Migration> base, List<Migration> changed, List<DetectionNotice> notices) {}

  private ReviewRequest request(PostgresVersion postgres, Part part) {
    return new ReviewRequest(
        id,
        postgres,
        baseDescription,
        part.base(),
        part.changed(),
        files,
        part.notices(),
        stats,
        config,
        dryRun);
  }
}
