package dev.pgreview.persistence;

import dev.pgreview.persistence.StoredReview.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Reviews of commits. */
public final class Reviews {
  private static final String COLUMNS =
      "id, installation, repository, pull_request, head_sha, state, check_run, report, created_at";

  private final Handle handle;

  Reviews(Handle handle) {
    this.handle = handle;
  }

  /** Begins a review; one that a job began before it was killed is returned as it is. */
  public StoredReview begin(StoredReview review) {
    handle
        .createUpdate(
            """
            INSERT INTO review (id, installation, repository, pull_request, head_sha, state, created_at)
            VALUES (:id, :installation, :repository, :pull, :sha, 'linting', :now)
            ON CONFLICT (id) DO NOTHING
            """)
        .bind("id", review.id())
        .bind("installation", review.installation())
        .bind("repository", review.repository())
        .bind("pull", review.pullRequest().isPresent() ? review.pullRequest().getAsInt() : null)
        .bind("sha", review.headSha())
        .bind("now", review.createdAt().atOffset(ZoneOffset.UTC))
        .execute();
    return byId(review.id()).orElseThrow();
  }

  /**
   * Ends the unfinished reviews of the same pull request that began earlier.
   *
   * @return those that were ended
   */
  public List<StoredReview> supersedeBefore(StoredReview newest, Instant now) {
    if (newest.pullRequest().isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(
            "UPDATE review SET state = 'superseded', finished_at = :now WHERE repository ="
                + " :repository AND pull_request = :pull AND finished_at IS NULL AND id <> :id AND"
                + " created_at <= :created RETURNING "
                + COLUMNS)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("repository", newest.repository())
        .bind("pull", newest.pullRequest().getAsInt())
        .bind("id", newest.id())
        .bind("created", newest.createdAt().atOffset(ZoneOffset.UTC))
        .map((row, context) -> read(row))
        .list();
  }

  public Optional<StoredReview> byId(UUID id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM review WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** The newest review of a commit. */
  public Optional<StoredReview> ofCommit(String repository, String headSha) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM review WHERE repository = :repository AND head_sha = :sha"
                + " ORDER BY created_at DESC LIMIT 1")
        .bind("repository", repository)
        .bind("sha", headSha)
        .map((row, context) -> read(row))
        .findOne();
  }

  public void checkRun(UUID id, long checkRun) {
    handle
        .createUpdate("UPDATE review SET check_run = :run WHERE id = :id")
        .bind("run", checkRun)
        .bind("id", id)
        .execute();
  }

  /** Keeps a report; an unfinished review moves on, a finished one stays as it is. */
  public boolean advance(UUID id, State state, Optional<String> report, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE review SET state = :state, report = coalesce(:report, report),
                  finished_at = CASE WHEN :finished THEN :now END
                WHERE id = :id AND finished_at IS NULL
                """)
            .bind("state", state.name().toLowerCase(Locale.ROOT))
            .bind("report", report)
            .bind("finished", state.isFinished())
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("id", id)
            .execute()
        == 1;
  }

  private static StoredReview read(ResultSet row) throws SQLException {
    int pull = row.getInt("pull_request");
    OptionalInt pullRequest = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(pull);
    long run = row.getLong("check_run");
    OptionalLong checkRun = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(run);
    return new StoredReview(
        row.getObject("id", UUID.class),
        row.getLong("installation"),
        row.getString("repository"),
        pullRequest,
        row.getString("head_sha"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        checkRun,
        Optional.ofNullable(row.getString("report")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
