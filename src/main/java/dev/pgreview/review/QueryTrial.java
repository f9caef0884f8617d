package dev.pgreview.review;

import dev.pgreview.lock.SqlError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a server said of a query.
 *
 * @param before why it cannot be prepared before the change
 * @param after why it cannot be prepared after the change
 * @param usesIndex whether indexes serve it: false when a table is read from end to end although
 *     that costs more than anything else; null when it reads no table or has no plan
 * @param plan EXPLAIN's output after the change; empty when it cannot be prepared
 */
public record QueryTrial(
    Optional<SqlError> before,
    Optional<SqlError> after,
    @Nullable Boolean usesIndex,
    Optional<String> plan) {

  /** Whether the change takes from the query what it needs; running out of anything is no sign. */
  public boolean isBroken() {
    return before.isEmpty() && after.filter(error -> !error.state().startsWith("5")).isPresent();
  }
}
