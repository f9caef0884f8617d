package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server is made of.
 *
 * @param home of its programs
 * @param user as whom it runs
 * @param location where it keeps its data
 */
record ServerSetup(PostgresVersion version, Path home, ServerUser user, RunLocation location) {
  /**
   * Of each process. A migration may raise work_mem; a server that takes the machine's memory would
   * have the kernel kill others.
   */
  private static final long MOST_MEMORY = 4L << 30;

  static String memoryText() {
    return (MOST_MEMORY >> 30) + " GB";
  }

  /** The server itself, with a limit to its memory where prlimit is there, and no core dumps. */
  List<String> serverCommand(List<String> options) throws ServerUnavailableException {
    List<String> command = command("postgres", options, "QUIT");
    Processes.find("prlimit")
        .ifPresent(
            prlimit ->
                command.addAll(
                    0, List.of(prlimit.toString(), "--as=" + MOST_MEMORY, "--core=0", "--")));
    return command;
  }

  /** One of PostgreSQL's programs as the server's user; for the signal see {@link ServerUser}. */
  List<String> command(String program, List<String> options, String deathSignal)
      throws ServerUnavailableException {
    List<String> command = new ArrayList<>(options);
    command.addFirst(home.resolve("bin").resolve(program).toString());
    return user.command(command, deathSignal);
  }
}
