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
  /** One of PostgreSQL's programs as the server's user; for the signal see {@link ServerUser}. */
  List<String> command(String program, List<String> options, String deathSignal)
      throws ServerUnavailableException {
    List<String> command = new ArrayList<>(options);
    command.addFirst(home.resolve("bin").resolve(program).toString());
    return user.command(command, deathSignal);
  }
}
