package dev.pgreview.persistence;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What people allowed, for ever on record. */
public final class Acceptances {
  private final Handle handle;

  Acceptances(Handle handle) {
    this.handle = handle;
  }

  /** Writes it down; the same comment a second time changes nothing. */
  public void record(Acceptance one) {
    handle
        .createUpdate(
            """
            INSERT INTO acceptance
              (repository, pull_request, comment, rule, fingerprints, reason, accepted_by,
               head_sha, accepted_at)
            VALUES
              (:repository, :pull, :comment, :rule, string_to_array(:fingerprints, ','), :reason,
               :by, :sha, :at)
            ON CONFLICT DO NOTHING
            """)
        .bind("repository", one.repository())
        .bind("pull", one.pullRequest())
        .bind("comment", one.comment())
        .bind("rule", one.rule())
        .bind("fingerprints", String.join(",", one.fingerprints()))
        .bind("reason", one.reason())
        .bind("by", one.acceptedBy())
        .bind("sha", one.headSha())
        .bind("at", one.acceptedAt().atOffset(ZoneOffset.UTC))
        .execute();
  }

  /** In the order in which they were said. */
  public List<Acceptance> of(String repository, int pullRequest) {
    return handle
        .createQuery(
            "SELECT * FROM acceptance WHERE repository = :repository AND pull_request = :pull"
                + " ORDER BY accepted_at, comment")
        .bind("repository", repository)
        .bind("pull", pullRequest)
        .map(
            (row, context) ->
                new Acceptance(
                    row.getString("repository"),
                    row.getInt("pull_request"),
                    row.getLong("comment"),
                    row.getString("rule"),
                    List.of((String[]) row.getArray("fingerprints").getArray()),
                    row.getString("reason"),
                    row.getString("accepted_by"),
                    row.getString("head_sha"),
                    row.getObject("accepted_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
