package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs a statement that commits by itself on a server that others use too. To see its locks, which
 * last for less than a millisecond, {@link WatchedExecution} would change the whole server's
 * settings; what is not seen whole is not said to be observed.
 */
final class UnwatchedExecution implements LockTracer.Execution {
  private final StatementSender sender;
  private final Set<Integer> indexes = new TreeSet<>();

  UnwatchedExecution(StatementSender sender) {
    this.sender = sender;
  }

  @Override
  public TracedEffect run(DryRunRequest.Statement statement) throws SQLException {
    long start = System.nanoTime();
    sender.send(statement);
    statement.index().ifPresent(indexes::add);
    return TracedEffect.none(Duration.ofNanos(System.nanoTime() - start));
  }

  /** Of the statements that ran and were not observed. */
  Set<Integer> indexes() {
    return indexes;
  }

  /** A sentence that says so; none when there are none. */
  List<String> notes() {
    return indexes.isEmpty()
        ? List.of()
        : List.of(
            "On an external server statements that commit by themselves are run and not observed: "
                + indexes.size()
                + " of this change.");
  }
}
