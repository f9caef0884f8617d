package dev.pgreview.persistence;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A review as the store knows it.
 *
 * @param id of the review and of the job that began it
 * @param installation GitHub's id of the App's installation
 * @param repository owner/name
 * @param pullRequest its number; empty for a merge group
 * @param headSha the reviewed commit
 * @param baseSha of a merge group: what it is merged into; empty for a pull request
 * @param checkRun GitHub's id
 */
public record StoredReview(
    UUID id,
    long installation,
    String repository,
    OptionalInt pullRequest,
    String headSha,
    Optional<String> baseSha,
    State state,
    OptionalLong checkRun,
    Instant createdAt) {
  /** How far a review is. */
  public enum State {
    LINTING,
    DRY_RUNNING,
    DONE,
    /** A newer push took its place. */
    SUPERSEDED,
    /** It failed too often. */
    ABANDONED;

    public boolean isFinished() {
      return switch (this) {
        case LINTING, DRY_RUNNING -> false;
        case DONE, SUPERSEDED, ABANDONED -> true;
      };
    }
  }
}
