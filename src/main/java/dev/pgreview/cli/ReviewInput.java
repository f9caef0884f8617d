package dev.pgreview.cli;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.render.SourceTexts;
import dev.pgreview.review.ChangeReview;
import dev.pgreview.review.ReviewRequest;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A change with all that its review goes by.
 *
 * @param baseDescription which state was taken as deployed; empty when the caller gave it
 * @param files plans and query files
 */
record ReviewInput(
    String id,
    PostgresVersion postgres,
    Optional<String> baseDescription,
    MigrationChange change,
    List<SourceFile> files,
    Map<RelationName, TableStatistics> stats,
    ReviewConfig config,
    boolean dryRun) {
  ReviewInput {
    files = List.copyOf(files);
    stats = Map.copyOf(stats);
  }

  /** One request for each history of the change; one without migrations when there is none. */
  List<ReviewRequest> requests() {
    return new ChangeReview(id, baseDescription, change, files, stats, config, dryRun)
        .requests(postgres);
  }

  /** The texts of the changed migrations, for excerpts. */
  SourceTexts sources() {
    return new SourceTexts(
        change.changed().stream()
            .collect(
                Collectors.toMap(
                    Migration::path, migration -> migration.up().text(), (one, same) -> one)));
  }

  /** The same review of another change. */
  ReviewInput with(MigrationChange other, String description) {
    return new ReviewInput(
        id, postgres, Optional.of(description), other, files, stats, config, dryRun);
  }
}
