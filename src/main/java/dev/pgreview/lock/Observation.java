package dev.pgreview.lock;

import dev.pgreview.schema.RelationName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a real server showed while a statement ran; the same relations count as in {@link
 * LockPrediction}.
 *
 * @param duration of the statement alone
 * @param blockedReads longest wait of a reading probe session; zero when none waited or none ran
 * @param blockedWrites the same of a writing one
 * @param error why it failed; then what is listed is what was seen until then
 */
public record Observation(
    List<RelationLock> locks,
    SortedSet<RelationName> rewrites,
    SortedSet<RelationName> scans,
    Duration duration,
    Duration blockedReads,
    Duration blockedWrites,
    Optional<SqlError> error) {
  public Observation {
    locks = locks.stream().sorted().toList();
  }
}
