package dev.pgreview.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.pgreview.persistence.Delivery.Outcome;
import dev.pgreview.persistence.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes jobs from the queue and has them done, each by one worker at a time among all replicas. A
 * replica that dies is found out by its heartbeat, and its jobs begin again elsewhere.
 */
public final class Workers implements AutoCloseable {
  static final String TASK = "job";
  private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

  private final Store store;
  private final InstantSource clock;
  private final JobHandler handler;
  private final RetryPolicy retries;
  private final Map<Lane, Scheduler> schedulers = new EnumMap<>(Lane.class);

  /**
   * How the workers of a replica work.
   *
   * @param quick threads for the quick lane
   * @param dryRun threads for dry runs
   * @param polling how often to look for jobs of other replicas
   * @param heartbeat how often a replica says that it lives; four missing ones mean that it is dead
   * @param shutdown how long to wait for running jobs at the end
   */
  public record Settings(
      int quick, int dryRun, Duration polling, Duration heartbeat, Duration shutdown) {
    private static final Duration POLLING = Duration.ofSeconds(2);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN = Duration.ofSeconds(20);

    /** For a replica with so many parallel jobs of each kind. */
    public static Settings of(int workers) {
      return new Settings(Math.max(2, workers), workers, POLLING, HEARTBEAT, SHUTDOWN);
    }

    int threads(Lane lane) {
      return switch (lane) {
        case QUICK -> quick;
        case DRY_RUN -> dryRun;
      };
    }
  }

  public Workers(
      Store store, JobQueue queue, JobHandler handler, Settings settings, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.handler = handler;
    this.retries = RetryPolicy.STANDARD;
    String replica = UUID.randomUUID().toString();
    for (Lane lane : Lane.values()) {
      schedulers.put(lane, scheduler(lane, settings, replica));
    }
    queue.onEnqueued(
        lane -> {
          Scheduler scheduler = schedulers.get(lane);
          if (scheduler != null) {
            scheduler.triggerCheckForDueExecutions();
          }
        });
  }

  public void start() {
    schedulers.values().forEach(Scheduler::start);
  }

  /** Takes no more jobs and waits for the running ones; what does not end is done elsewhere. */
  @Override
  public void close() {
    schedulers.values().forEach(Scheduler::stop);
  }

  private Scheduler scheduler(Lane lane, Settings settings, String replica) {
    CustomTask<QueuedJob> task =
        Tasks.custom(TASK, QueuedJob.class)
            .onFailure(this::failed)
            .onDeadExecution(this::died)
            .execute(this::execute);
    return Scheduler.create(store.dataSource(), task)
        .tableName(lane.table())
        .serializer(new JobData())
        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, true))
        .schedulerName(new SchedulerName.Fixed(lane.table() + "-" + replica))
        .threads(settings.threads(lane))
        .pollingInterval(settings.polling())
        .pollUsingLockAndFetch(0.5, 1.0)
        .heartbeatInterval(settings.heartbeat())
        .missedHeartbeatsLimit(4)
        .shutdownMaxWait(settings.shutdown())
        .clock(clock::instant)
        .failureLogging(com.github.kagkarlsson.scheduler.logging.LogLevel.DEBUG, false)
        .build();
  }

  private CompletionHandler<QueuedJob> execute(
      TaskInstance<QueuedJob> instance, ExecutionContext context) {
    QueuedJob job = instance.getData();
    try (MDC.MDCCloseable _ = MDC.putCloseable("delivery", job.delivery());
        MDC.MDCCloseable _ = MDC.putCloseable("job", job.id().toString());
        MDC.MDCCloseable _ = MDC.putCloseable("repository", job.job().repository().name())) {
      Outcome outcome = Outcome.DONE;
      String givenUp = job.givenUp();
      if (givenUp == null) {
        handler.run(job);
      } else {
        handler.abandon(job, givenUp);
        outcome = Outcome.FAILED;
      }
      finish(job, outcome);
      return new CompletionHandler.OnCompleteRemove<>();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new JobFailedException("the replica is shutting down", interrupted);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new JobFailedException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private void finish(QueuedJob job, Outcome outcome) {
    String delivery = job.delivery();
    if (delivery != null) {
      store.useTransaction(
          transaction -> transaction.deliveries().finish(delivery, outcome, clock.instant()));
    }
  }

  private void failed(ExecutionComplete complete, ExecutionOperations<QueuedJob> operations) {
    Throwable thrown = complete.getCause().orElseGet(() -> new JobFailedException("unknown", null));
    Throwable cause =
        thrown instanceof JobFailedException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    again(complete, operations, cause);
  }

  private void died(ExecutionComplete complete, ExecutionOperations<QueuedJob> operations) {
    again(complete, operations, new WorkerDiedException());
  }

  private void again(
      ExecutionComplete complete, ExecutionOperations<QueuedJob> operations, Throwable cause) {
    QueuedJob job = (QueuedJob) complete.getExecution().taskInstance.getData();
    Instant now = clock.instant();
    ExecutionComplete failure =
        ExecutionComplete.failure(complete.getExecution(), complete.getTimeDone(), now, cause);
    if (cause instanceof InterruptedException) {
      // This replica stops; another one goes on at once.
      operations.reschedule(failure, now);
      return;
    }
    Tries tried = job.tries().and(cause);
    switch (retries.after(cause, tried, job.givenUp() != null)) {
      case RetryPolicy.Again again -> {
        LOG.warn(
            "job {} ({}) failed, try {} in {} s: {}",
            job.id(),
            job.job().getClass().getSimpleName(),
            tried.all() + 1,
            again.delay().toSeconds(),
            cause.toString());
        operations.reschedule(failure, now.plus(again.delay()), job.after(tried));
      }
      case RetryPolicy.GiveUp giveUp -> {
        LOG.error("job {} is given up: {}", job.id(), giveUp.reason(), cause);
        operations.reschedule(failure, now, job.givenUpBecause(giveUp.reason()));
      }
      case RetryPolicy.Forget forget -> {
        LOG.error("job {}: nobody could be told that it was given up", job.id(), cause);
        finish(job, Outcome.FAILED);
        operations.remove();
      }
    }
  }
}
