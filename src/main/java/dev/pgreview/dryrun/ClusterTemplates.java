package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Templates under the data directory, made once and then copied: initdb takes half a second, a copy
 * 30 ms.
 */
final class ClusterTemplates {
  private static final String EMPTY = "-empty-";
  private static final Duration KEPT_UNUSED = Duration.ofDays(7);
  private static final String SAVING = ".saving";
  private static final String REMOVING = ".removing";

  private final Path directory;

  ClusterTemplates(Path directory) {
    this.directory = directory;
  }

  /** The cluster with nothing in it but the roles and the empty database. */
  ClusterTemplate empty(ServerSetup setup) throws ServerUnavailableException {
    String prefix = PostgresBinaries.pinned(setup.version()) + EMPTY;
    Path place = directory.resolve(prefix + ClusterSettings.revision(setup.version()));
    try {
      if (!ClusterTemplate.exists(place) || !unfinished(directory).isEmpty()) {
        try (FileLocks.Held _ = lock(directory)) {
          if (!ClusterTemplate.exists(place)) {
            makeEmpty(setup, place);
            removeOthers(prefix, place);
          }
        }
      }
      ClusterTemplate template = ClusterTemplate.read(place);
      template.markUsed();
      return template;
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "a PostgreSQL cluster cannot be made in " + place + ": " + FileProblems.describe(failure),
          failure);
    }
  }

  /** Those with settings of another version of pgreview, unless that is in use here too. */
  private void removeOthers(String prefix, Path kept) throws IOException {
    Instant unused = Instant.now().minus(KEPT_UNUSED);
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, prefix + "*")) {
      for (Path entry : entries) {
        if (!entry.equals(kept) && ClusterTemplate.lastUsed(entry).isBefore(unused)) {
          remove(entry);
        }
      }
    }
  }

  private static void makeEmpty(ServerSetup setup, Path place)
      throws IOException, ServerUnavailableException {
    try (EmbeddedServer server = EmbeddedServer.start(setup, run -> initdb(setup, run))) {
      MigratorRole.prepare(server, server.passwords().migrator());
      server.stopCleanly();
      save(server, place, List.of());
    } catch (SQLException failure) {
      throw new ServerUnavailableException(
          "a PostgreSQL cluster cannot be prepared: " + failure.getMessage(), failure);
    }
  }

  /**
   * Keeps a stopped server's cluster. The last step is one rename: it is there whole or not at all.
   *
   * @param notes kept beside it, one a line
   */
  static void save(EmbeddedServer server, Path place, List<String> notes)
      throws IOException, ServerUnavailableException {
    Path saving = place.resolveSibling(place.getFileName() + SAVING);
    ServerUser user = server.setup().user();
    try {
      ClusterTemplate template = ClusterTemplate.create(saving, server.passwords(), user);
      server.copyTo(template.data());
      Files.write(saving.resolve(ClusterTemplate.NOTES), notes);
      Files.move(saving, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTrees.delete(saving);
    }
  }

  /** Removes a template; one step takes it away, so that nobody finds half of it. */
  static void remove(Path place) throws IOException {
    Path removing = place.resolveSibling(place.getFileName() + REMOVING);
    Files.move(place, removing, StandardCopyOption.ATOMIC_MOVE);
    FileTrees.delete(removing);
  }

  /**
   * For whoever makes or removes templates; removes what was not finished when it was last held.
   */
  static FileLocks.Held lock(Path directory) throws IOException {
    DirectoryModes.create(directory, DirectoryModes.PASSABLE);
    FileLocks.Held held = FileLocks.acquire(directory.resolve("lock"));
    try {
      for (Path unfinished : unfinished(directory)) {
        FileTrees.delete(unfinished);
      }
      return held;
    } catch (IOException failure) {
      held.close();
      throw failure;
    }
  }

  private static List<Path> unfinished(Path directory) throws IOException {
    List<Path> found = new ArrayList<>();
    String pattern = "*{" + SAVING + "," + REMOVING + "}";
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, pattern)) {
      entries.forEach(found::add);
    }
    return found;
  }

  private static ClusterTemplate.Passwords initdb(ServerSetup setup, RunDirectory run)
      throws IOException, ServerUnavailableException {
    ClusterTemplate.Passwords passwords = ClusterTemplate.Passwords.random();
    Path passwordFile = run.server().resolve("password");
    Processes.Result result = new Processes.Result(1, "");
    for (String locale : ClusterSettings.locales()) {
      FileTrees.delete(run.data());
      Files.writeString(passwordFile, passwords.superuser() + "\n");
      Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-r--r--"));
      result = initdb(setup, run, passwordFile, locale);
      Files.delete(passwordFile);
      if (result.succeeded()) {
        Files.writeString(
            run.data().resolve("postgresql.conf"), ClusterSettings.postgresqlConf(setup.version()));
        Files.writeString(run.data().resolve("pg_hba.conf"), ClusterSettings.pgHbaConf());
        return passwords;
      }
    }
    throw new ServerUnavailableException(
        "initdb fails: " + ServerLog.reason(result.output(), ServerLog.noSpace(run.data())));
  }

  private static Processes.Result initdb(
      ServerSetup setup, RunDirectory run, Path passwordFile, String locale)
      throws IOException, ServerUnavailableException {
    List<String> options = new ArrayList<>(ClusterSettings.initdb(setup.version(), locale));
    options.addAll(
        List.of(
            "--pgdata=" + run.data(),
            "--username=" + ClusterTemplate.SUPERUSER,
            "--pwfile=" + passwordFile));
    return Processes.run(Processes.builder(run.server(), setup.command("initdb", options, "TERM")));
  }
}
