package dev.pgreview.pullrequest;

import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.github.diff.Comparison;
import dev.pgreview.review.ChangeReview;

/**
 * What is reviewed, as it was read from GitHub.
 *
 * @param comparison what the head brings
 * @param files as they will be after the merge
 */
public record Subject(
    ChangeReview change, RepositoryConfig policy, Comparison comparison, SourceTree files) {
  /** Whether the change brings migrations. */
  public boolean hasMigrations() {
    return !change.change().changed().isEmpty() || !change.change().notices().isEmpty();
  }
}
