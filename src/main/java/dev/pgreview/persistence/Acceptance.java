package dev.pgreview.persistence;

import java.time.Instant;

/**
 * A rule's findings that somebody allowed on a pull request.
 *
 * @param repository owner/name
 * @param comment GitHub's id of the comment that says so: the same comment counts once
 * @param acceptedBy a login
 * @param headSha the commit that was reviewed when it was said
 */
public record Acceptance(
    String repository,
    int pullRequest,
    long comment,
    String rule,
    String reason,
    String acceptedBy,
    String headSha,
    Instant acceptedAt) {}
