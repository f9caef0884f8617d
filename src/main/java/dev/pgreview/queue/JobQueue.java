package dev.pgreview.queue;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.pgreview.persistence.Delivery;
import dev.pgreview.persistence.Delivery.Intake;
import dev.pgreview.persistence.Delivery.Outcome;
import dev.pgreview.persistence.Store;
import dev.pgreview.persistence.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where jobs are put. Safe for several threads. */
public final class JobQueue {
  private final Store store;
  private final InstantSource clock;
  private final List<Consumer<Lane>> watchers = new CopyOnWriteArrayList<>();

  public JobQueue(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Calls back after jobs were committed, so that a worker here need not wait to look. */
  void onEnqueued(Consumer<Lane> watcher) {
    watchers.add(watcher);
  }

  /**
   * Records a webhook delivery and the jobs that it asks for, in one transaction.
   *
   * @param jobs none for an event that asks for nothing
   * @return whether anything was enqueued, or why not
   */
  public Intake accept(Delivery delivery, List<Job> jobs) {
    Intake intake =
        store.inTransaction(
            transaction -> {
              Instant now = clock.instant();
              Intake found = transaction.deliveries().record(delivery, now);
              if (found == Intake.DUPLICATE) {
                return found;
              }
              if (jobs.isEmpty()) {
                transaction.deliveries().finish(delivery.id(), Outcome.IGNORED, now);
              }
              jobs.forEach(job -> enqueue(transaction, UUID.randomUUID(), delivery.id(), job));
              return found;
            });
    if (intake != Intake.DUPLICATE) {
      announce(jobs);
    }
    return intake;
  }

  /**
   * Enqueues a job that another one leads to, together with what that one writes. The same job is
   * not enqueued twice when its cause is done again.
   *
   * @param work what else the transaction does
   */
  public void follow(QueuedJob cause, Job next, Consumer<Transaction> work) {
    store.useTransaction(
        transaction -> {
          work.accept(transaction);
          enqueue(transaction, following(cause, next), cause.delivery(), next);
        });
    announce(List.of(next));
  }

  private void announce(List<Job> jobs) {
    Set<Lane> lanes = EnumSet.noneOf(Lane.class);
    jobs.forEach(job -> lanes.add(job.lane()));
    lanes.forEach(lane -> watchers.forEach(watcher -> watcher.accept(lane)));
  }

  /** The same for the same cause. */
  private static UUID following(QueuedJob cause, Job next) {
    return next instanceof Job.DryRun dryRun
        ? dryRun.review()
        : UUID.nameUUIDFromBytes((cause.id() + " " + next).getBytes(StandardCharsets.UTF_8));
  }

  private void enqueue(Transaction transaction, UUID id, @Nullable String delivery, Job job) {
    QueuedJob queued = QueuedJob.fresh(id, delivery, job);
    SchedulerClient client =
        SchedulerClient.Builder.create(new BorrowedConnection(transaction.connection()))
            .serializer(new JobData())
            .tableName(job.lane().table())
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
            .build();
    client.scheduleIfNotExists(
        new TaskInstance<>(Workers.TASK, id.toString(), queued), clock.instant());
  }
}
