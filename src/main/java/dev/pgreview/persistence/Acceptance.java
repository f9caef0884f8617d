package dev.pgreview.persistence;

import java.time.Instant;
import java.util.List;

/**
 * A rule's findings that somebody allowed on a pull request.
 *
 * @param repository owner/name
 * @param comment GitHub's id of the comment that says so: the same comment counts once
 * @param fingerprints of the findings that are meant; one that comes later is not among them
 * @param acceptedBy a login
 * @param headSha the commit that was reviewed when it was said
 */
public record Acceptance(
    String repository,
    int pullRequest,
    long comment,
    String rule,
    List<String> fingerprints,
    String reason,
    String acceptedBy,
    String headSha,
    Instant acceptedAt) {
  public Acceptance {
    fingerprints = List.copyOf(fingerprints);
  }
}
