package dev.pgreview.review;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to review.
 *
 * @param baseDescription which state was taken as deployed, one sentence
 * @param base deployed migrations in the order in which they ran
 * @param changed migrations of the change in the order in which they will run
 * @param files other files of the change that the review reads: plans, query files
 * @param notices what the detection says of the files
 * @param stats sizes in production by relation
 * @param dryRun whether to apply the change to a server
 */
public record ReviewRequest(
    String id,
    PostgresVersion postgres,
    Optional<String> baseDescription,
    List<Migration> base,
    List<Migration> changed,
    List<SourceFile> files,
    List<DetectionNotice> notices,
    Map<RelationName, TableStatistics> stats,
    ReviewConfig config,
    boolean dryRun) {
  public ReviewRequest {
    base = List.copyOf(base);
    changed = List.copyOf(changed);
    files = List.copyOf(files);
    notices = List.copyOf(notices);
    stats = Map.copyOf(stats);
  }
}
