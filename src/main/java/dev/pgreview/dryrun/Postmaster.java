package dev.pgreview.dryrun;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A running server's first process.
 *
 * @param port on 127.0.0.1
 */
record Postmaster(Process process, int port) {
  private static final int PORT_ATTEMPTS = 20;

  /** A signal to it (documentation, "Shutting Down the Server"). */
  enum Signal {
    /** Ends sessions and writes a checkpoint. */
    INT,
    /** Ends everything at once. */
    QUIT
  }

  /** Starts it on the run's cluster and waits until it accepts connections. */
  static Postmaster start(ServerSetup setup, ServerPlace run)
      throws IOException, ServerUnavailableException {
    return start(setup, run, Postmaster::freePort);
  }

  /** Says which port to try. */
  @FunctionalInterface
  interface PortSource {
    int next() throws ServerUnavailableException;
  }

  /** Somebody may take a port between its choice and the start: then another one is tried. */
  static Postmaster start(ServerSetup setup, ServerPlace run, PortSource ports)
      throws IOException, ServerUnavailableException {
    for (int attempt = 1; ; attempt++) {
      int port = ports.next();
      Process process = spawn(setup, run, port);
      if (ready(run, process)) {
        return new Postmaster(process, port);
      }
      String log = ServerLog.read(run.log());
      boolean portTaken = log.contains("could not bind");
      if (!portTaken) {
        throw new ServerUnavailableException(
            "the PostgreSQL server does not start: "
                + ServerLog.reason(log, ServerLog.noSpace(run.data())));
      }
      if (attempt == PORT_ATTEMPTS) {
        throw noFreePort(ServerLog.reason(log, ServerLog.noSpace(run.data())));
      }
    }
  }

  private static int freePort() throws ServerUnavailableException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    } catch (IOException failure) {
      throw noFreePort(String.valueOf(failure.getMessage()));
    }
  }

  private static ServerUnavailableException noFreePort(String reason) {
    return new ServerUnavailableException(
        "no port on 127.0.0.1 for a PostgreSQL server, which listens nowhere else: " + reason);
  }

  /**
   * Started from a thread that lives as long as the server: the signal that ends the server with
   * this process is bound to the thread that started it.
   */
  private static Process spawn(ServerSetup setup, ServerPlace run, int port)
      throws IOException, ServerUnavailableException {
    List<String> options = List.of("-D", run.data().toString(), "-c", "port=" + port);
    ProcessBuilder builder =
        Processes.builder(run.server(), setup.serverCommand(options))
            .redirectOutput(run.log().toFile());
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("pgreview-server-" + port)
        .start(
            () -> {
              try {
                Process process = builder.start();
                started.complete(process);
                process.onExit().join();
              } catch (IOException failure) {
                started.completeExceptionally(failure);
              }
            });
    try {
      return started.join();
    } catch (CompletionException failure) {
      throw new IOException(failure.getCause());
    }
  }

  /**
   * As pg_ctl waits: until postmaster.pid says so (src/bin/pg_ctl/pg_ctl.c, wait_for_postmaster).
   */
  private static boolean ready(ServerPlace run, Process process) throws IOException {
    while (process.isAlive()) {
      List<String> status = status(run.data().resolve("postmaster.pid"));
      if (status.size() > 7 && status.get(7).startsWith("ready")) {
        return true;
      }
      try {
        Thread.sleep(1);
      } catch (InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
        throw new IOException("interrupted");
      }
    }
    return false;
  }

  private static List<String> status(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException notYet) {
      return List.of();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** By a shell, because the virtual machine can send no other signals than TERM and KILL. */
  void signal(Signal signal) throws IOException {
    Processes.run(
        Path.of("/"), "/bin/sh", "-c", "kill -" + signal + " \"$1\"", "sh", "" + process.pid());
  }

  void awaitEnd() {
    process.onExit().join();
  }

  /** Whether it ended within five seconds. */
  boolean endsSoon() {
    return !process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join().isAlive();
  }

  void killAlone() {
    process.destroyForcibly();
  }
}
