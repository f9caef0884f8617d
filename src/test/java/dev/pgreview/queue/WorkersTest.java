package dev.pgreview.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.persistence.Delivery;
import dev.pgreview.persistence.Delivery.Intake;
import dev.pgreview.persistence.Store;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private static final RepositoryId REPOSITORY = new RepositoryId(7, "acme/shop");

  private final StoreDatabase database = new StoreDatabase();
  private final Store store = Store.open(database.settings());
  private final JobQueue queue = new JobQueue(store, InstantSource.system());
  private final List<Workers> started = new ArrayList<>();

  WorkersTest() throws SQLException {}

  @AfterEach
  void close() throws SQLException {
    started.forEach(Workers::close);
    store.close();
    database.close();
  }

  @Test
  void aJobIsWrittenTogetherWithItsDelivery() throws Exception {
    assertThat(accept("d1", 1)).isEqualTo(Intake.NEW);
    assertThat(database.column("SELECT state FROM delivery")).containsExactly("accepted");
    assertThat(database.column("SELECT count(*) FROM quick_job")).containsExactly("1");

    assertThat(accept("d1", 1)).isEqualTo(Intake.DUPLICATE);
    assertThat(database.column("SELECT count(*) FROM quick_job")).containsExactly("1");
  }

  @Test
  void aJobThatCannotBeWrittenLeavesNoDelivery() throws Exception {
    database.execute("ALTER TABLE quick_job RENAME TO away");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> accept("d1", 1))).isNotNull();
    assertThat(database.column("SELECT count(*) FROM delivery")).containsExactly("0");
  }

  @Test
  void jobsAreDoneAndTheirDeliveriesWithThem() throws Exception {
    Recorder recorder = new Recorder(20);
    start(recorder);
    for (int i = 0; i < 20; i++) {
      accept("d" + i, i);
    }
    recorder.await();
    await(() -> database.column("SELECT count(*) FROM delivery WHERE state = 'done'"), "20");
    assertThat(recorder.runs).hasSize(20);
    assertThat(database.column("SELECT count(*) FROM quick_job")).containsExactly("0");
  }

  @Test
  void twoReplicasNeverDoAJobTwice() throws Exception {
    int jobs = 500;
    Recorder recorder = new Recorder(jobs);
    start(recorder);
    start(recorder);
    for (int i = 0; i < jobs; i++) {
      accept("d" + i, i);
    }
    recorder.await();
    await(() -> database.column("SELECT count(*) FROM quick_job"), "0");
    assertThat(recorder.runs).hasSize(jobs).doesNotHaveDuplicates();
  }

  @Test
  void aFailureIsTriedAgainAndThenPeopleAreTold() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    CountDownLatch told = new CountDownLatch(1);
    List<String> reasons = new CopyOnWriteArrayList<>();
    JobHandler handler =
        new JobHandler() {
          @Override
          public void run(QueuedJob job) {
            tries.incrementAndGet();
            throw new IllegalStateException("broken");
          }

          @Override
          public void abandon(QueuedJob job, String reason) {
            reasons.add(reason);
            told.countDown();
          }
        };
    Jumping clock = new Jumping();
    start(handler, clock);
    accept("d1", 1);
    for (int failures = 1; failures < 6; failures++) {
      // Not while the job runs: its worker would look dead.
      await(
          () -> database.column("SELECT consecutive_failures FROM quick_job WHERE NOT picked"),
          Integer.toString(failures));
      clock.jump(Duration.ofMinutes(31));
    }
    assertThat(told.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    assertThat(tries).hasValue(6);
    assertThat(reasons).containsExactly("failed 6 times with an internal error");
    await(() -> database.column("SELECT state FROM delivery"), "failed");
    await(() -> database.column("SELECT count(*) FROM quick_job"), "0");
    assertThat(accept("d1", 1)).as("a redelivery after the failure").isEqualTo(Intake.AGAIN);
  }

  @Test
  void aJobOfAReplicaThatDiedIsDoneByAnother() throws Exception {
    accept("d1", 1);
    database.execute(
        "UPDATE quick_job SET picked = true, picked_by = 'dead', last_heartbeat = now() -"
            + " interval '1 hour', version = version + 1");
    Recorder recorder = new Recorder(1);
    start(recorder, InstantSource.system(), Duration.ofMillis(200));
    recorder.await();
    assertThat(recorder.runs).hasSize(1);
  }

  @Test
  void aJobThatKillsItsWorkersIsGivenUp() throws Exception {
    accept("d1", 1);
    Recorder recorder = new Recorder(1);
    String die =
        "UPDATE quick_job SET picked = true, picked_by = 'dead', last_heartbeat = now() -"
            + " interval '1 hour', version = version + 1";
    database.execute(die);
    start(recorder, InstantSource.system(), Duration.ofMillis(100));
    for (int deaths = 1; deaths < 3; deaths++) {
      await(
          () -> database.column("SELECT consecutive_failures FROM quick_job WHERE NOT picked"),
          Integer.toString(deaths));
      database.execute(die);
    }
    await(() -> database.column("SELECT state FROM delivery"), "failed");
    assertThat(recorder.runs).isEmpty();
    assertThat(recorder.abandoned.values())
        .containsExactly("the worker that reviewed this commit died 3 times");
  }

  @Test
  void theStoreMayBeAwayForAWhile() throws Exception {
    Recorder recorder = new Recorder(2);
    start(recorder);
    accept("d1", 1);
    database.cutConnections();
    for (int i = 0; i < 50; i++) {
      try {
        accept("d2", 2);
        break;
      } catch (RuntimeException cut) {
        Thread.sleep(100);
      }
    }
    recorder.await();
    assertThat(recorder.runs).hasSizeGreaterThanOrEqualTo(2);
  }

  private Intake accept(String delivery, int number) {
    Job job = new Job.ReviewPullRequest(REPOSITORY, number, "abc", "opened", false);
    return queue.accept(
        new Delivery(delivery, "pull_request", Optional.of("opened"), Optional.of("acme/shop")),
        List.of(job));
  }

  private void start(JobHandler handler) {
    start(handler, InstantSource.system());
  }

  private void start(JobHandler handler, InstantSource clock) {
    // Long: a machine that stands still for a moment must not make a worker look dead.
    start(handler, clock, Duration.ofSeconds(10));
  }

  private void start(JobHandler handler, InstantSource clock, Duration heartbeat) {
    Workers.Settings settings =
        new Workers.Settings(4, 1, Duration.ofMillis(50), heartbeat, Duration.ofSeconds(5));
    Workers workers = new Workers(store, queue, handler, settings, clock);
    started.add(workers);
    workers.start();
  }

  private interface Query {
    List<?> run() throws SQLException;
  }

  private static void await(Query query, String expected) throws Exception {
    for (int i = 0; i < 600; i++) {
      if (query.run().equals(List.of(expected))) {
        return;
      }
      Thread.sleep(50);
    }
    assertThat(query.run()).hasToString("[" + expected + "]");
  }

  /** A clock that can be put forward. */
  private static final class Jumping implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public java.time.Instant instant() {
      return InstantSource.system().instant().plus(ahead);
    }

    synchronized void jump(Duration by) {
      ahead = ahead.plus(by);
    }
  }

  private static final class Recorder implements JobHandler {
    final List<java.util.UUID> runs = new CopyOnWriteArrayList<>();
    final Map<String, String> abandoned = new ConcurrentHashMap<>();
    final CountDownLatch left;

    Recorder(int jobs) {
      this.left = new CountDownLatch(jobs);
    }

    @Override
    public void run(QueuedJob job) {
      runs.add(job.id());
      left.countDown();
    }

    @Override
    public void abandon(QueuedJob job, String reason) {
      abandoned.put(job.id().toString(), reason);
    }

    void await() throws InterruptedException {
      assertThat(left.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
  }
}
