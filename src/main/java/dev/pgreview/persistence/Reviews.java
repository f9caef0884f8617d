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
      "id, installation, repository, pull_request, head_sha, base_sha, state, check_run, created_at";

  private final Handle handle;

  Reviews(Handle handle) {
    this.handle = handle;
  }

  /**
   * Begins a review; one that the same job began before it was killed is returned as it is.
   *
   * @param tip the newest commit as far as GitHub says: when its review has begun, an older
   *     commit's is not begun any more
   * @param again also when the commit was reviewed, or is being reviewed, by another job
   * @return empty when nothing is to be done
   */
  public Optional<StoredReview> begin(StoredReview review, String tip, boolean again) {
    // Two events of one pull request, taken by two workers: the second waits, and then sees the
    // first. The order of reviews is that of this lock, by the database's one clock.
    handle.execute(
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
        "review "
            + review.repository()
            + (review.pullRequest().isPresent()
                ? "#" + review.pullRequest().getAsInt()
                : "@" + review.headSha()));
    Optional<StoredReview> mine = byId(review.id());
    if (mine.isPresent()) {
      return mine;
    }
    boolean late =
        !tip.equals(review.headSha())
            && ofCommit(review.repository(), review.pullRequest(), tip).isPresent();
    boolean done =
        !again
            && newest(review)
                .filter(newest -> newest.headSha().equals(review.headSha()))
                .filter(newest -> newest.state() != State.ABANDONED)
                .isPresent();
    if (late || done) {
      return Optional.empty();
    }
    insert(review);
    return byId(review.id());
  }

  private void insert(StoredReview review) {
    handle
        .createUpdate(
            """
            INSERT INTO review
              (id, installation, repository, pull_request, head_sha, base_sha, state, created_at)
            VALUES
              (:id, :installation, :repository, :pull, :sha, :base, 'linting', clock_timestamp())
            """)
        .bind("id", review.id())
        .bind("installation", review.installation())
        .bind("repository", review.repository())
        .bind("pull", review.pullRequest().isPresent() ? review.pullRequest().getAsInt() : null)
        .bind("sha", review.headSha())
        .bind("base", review.baseSha())
        .execute();
  }

  /** The newest review of the same pull request, or of the same merge group. */
  private Optional<StoredReview> newest(StoredReview review) {
    if (review.pullRequest().isEmpty()) {
      return ofCommit(review.repository(), review.pullRequest(), review.headSha());
    }
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM review WHERE repository = :repository AND pull_request = :pull"
                + " ORDER BY created_at DESC LIMIT 1")
        .bind("repository", review.repository())
        .bind("pull", review.pullRequest().getAsInt())
        .map((row, context) -> read(row))
        .findOne();
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

  /** The newest review of a commit for a pull request, or for none. */
  public Optional<StoredReview> ofCommit(
      String repository, OptionalInt pullRequest, String headSha) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM review WHERE repository = :repository AND head_sha = :sha"
                + " AND pull_request IS NOT DISTINCT FROM CAST(:pull AS integer)"
                + " ORDER BY created_at DESC LIMIT 1")
        .bind("repository", repository)
        .bind("sha", headSha)
        .bind("pull", pullRequest.isPresent() ? pullRequest.getAsInt() : null)
        .map((row, context) -> read(row))
        .findOne();
  }

  /**
   * Fingerprints of a rule's findings in the newest report on a pull request.
   *
   * @return empty when there is no report yet
   */
  public Optional<List<String>> fingerprints(String repository, int pullRequest, String rule) {
    return handle
        .createQuery(
            """
            SELECT array(
              SELECT finding ->> 'fingerprint'
              FROM json_array_elements(CAST(report AS json) -> 'findings') finding
              WHERE finding ->> 'rule' = :rule)
            FROM review
            WHERE repository = :repository AND pull_request = :pull AND report IS NOT NULL
            ORDER BY created_at DESC LIMIT 1
            """)
        .bind("repository", repository)
        .bind("pull", pullRequest)
        .bind("rule", rule)
        .map((row, context) -> List.of((String[]) row.getArray(1).getArray()))
        .findOne();
  }

  /** The page of a review's report as HTML; empty for an unknown review, or before its lint. */
  public Optional<String> page(UUID id) {
    return handle
        .createQuery("SELECT page FROM review WHERE id = :id AND page IS NOT NULL")
        .bind("id", id)
        .mapTo(String.class)
        .findOne();
  }

  public void checkRun(UUID id, long checkRun) {
    handle
        .createUpdate("UPDATE review SET check_run = :run WHERE id = :id")
        .bind("run", checkRun)
        .bind("id", id)
        .execute();
  }

  /**
   * Moves an unfinished review on; a finished one stays as it is.
   *
   * @return whether it was unfinished
   */
  public boolean advance(UUID id, State state, Instant now) {
    return handle
            .createUpdate(
                """
                UPDATE review SET state = :state, finished_at = CASE WHEN :finished THEN CAST(:now AS timestamptz) END
                WHERE id = :id AND finished_at IS NULL
                """)
            .bind("state", state.name().toLowerCase(Locale.ROOT))
            .bind("finished", state.isFinished())
            .bind("now", now.atOffset(ZoneOffset.UTC))
            .bind("id", id)
            .execute()
        == 1;
  }

  /**
   * Keeps what was found.
   *
   * @param report JSON
   * @param page HTML
   */
  public void keep(UUID id, String report, String page) {
    handle
        .createUpdate("UPDATE review SET report = :report, page = :page WHERE id = :id")
        .bind("report", report)
        .bind("page", page)
        .bind("id", id)
        .execute();
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
        Optional.ofNullable(row.getString("base_sha")),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        checkRun,
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
