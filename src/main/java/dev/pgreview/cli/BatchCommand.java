package dev.pgreview.cli;

import dev.pgreview.render.JsonReport;
import dev.pgreview.render.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import picocli.CommandLine.Command;

/** {@code pgreview batch}: requests as JSON lines in, reports as JSON lines out, in order. */
@Command(
    name = "batch",
    description = {
      "Read review requests as JSON lines on standard input, write reports as JSON lines on"
          + " standard output, in the same order.",
      "",
      "A line that cannot be reviewed gives {\"id\", \"line\", \"error\": {\"message\"}}.",
      "The forms are in docs/request.schema.json and docs/report.schema.json.",
      ""
    })
final class BatchCommand implements Callable<Integer> {
  /** Requests in memory at once are limited by number and by size. */
  private static final int AHEAD_PER_CORE = 8;

  private static final int MEGABYTES_AHEAD = 128;

  private final Terminal terminal;

  BatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * An answer that is on its way.
   *
   * @param weight megabytes of the request, given back once the answer is written
   */
  private record Pending(Future<String> answer, int weight) {}

  @Override
  public Integer call() throws Exception {
    int cores = Runtime.getRuntime().availableProcessors();
    BlockingQueue<Optional<Pending>> queue = new ArrayBlockingQueue<>(cores * AHEAD_PER_CORE);
    Semaphore room = new Semaphore(MEGABYTES_AHEAD);
    try (Engine engine = new Engine(terminal.environment());
        ExecutorService workers = workers(cores)) {
      // Reading and writing are apart: an answer must not wait for the next request to arrive.
      CompletableFuture<Void> reading =
          CompletableFuture.runAsync(
              () -> read(new Lines(engine, workers, queue, room)),
              task -> Thread.ofPlatform().daemon().name("pgreview-batch-input").start(task));
      for (Optional<Pending> next = queue.take(); next.isPresent(); next = queue.take()) {
        terminal.out().append(next.get().answer().get()).append('\n').flush();
        room.release(next.get().weight());
        if (terminal.out().checkError()) {
          workers.shutdownNow();
          throw new CommandFailure("standard output was closed before all reports were written");
        }
      }
      reading.get();
    }
    return ExitCodes.OK;
  }

  private static ExecutorService workers(int cores) {
    return Executors.newFixedThreadPool(
        cores, Thread.ofPlatform().daemon().name("pgreview-batch-", 0).factory());
  }

  /** Where lines go. */
  private record Lines(
      Engine engine,
      ExecutorService workers,
      BlockingQueue<Optional<Pending>> queue,
      Semaphore room) {
    void submit(InputLines.Line line) throws InterruptedException {
      int weight = Math.clamp(line.bytes().length >> 20, 1, MEGABYTES_AHEAD);
      room.acquire(weight);
      queue.put(Optional.of(new Pending(workers.submit(() -> answer(engine, line)), weight)));
    }

    void end() throws InterruptedException {
      queue.put(Optional.empty());
    }
  }

  private void read(Lines lines) {
    try {
      InputLines input = new InputLines(terminal.in());
      try {
        for (Optional<InputLines.Line> line = input.next(); line.isPresent(); line = input.next()) {
          if (!line.get().isBlank()) {
            lines.submit(line.get());
          }
        }
      } finally {
        lines.end();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The report of a line, or why there is none; never throws. */
  private static String answer(Engine engine, InputLines.Line line) {
    BatchRequest request = new BatchRequest(line);
    try {
      return JsonReport.compact(engine.review(request.read(), _ -> {}));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError problem) {
      return error(request.id(), line.number(), Failures.message(problem));
    }
  }

  private static String error(Optional<String> id, long line, String message) {
    return JsonText.compact(
        json -> {
          json.startObject();
          json.string("id", id.orElse(null));
          json.number("line", line);
          json.object("error", () -> json.string("message", message));
          json.endObject();
        });
  }
}
