package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Templates under the data directory, made once and then copied: initdb takes half a second, a copy
 * 30 ms.
 */
final class ClusterTemplates {
  private final Path directory;

  ClusterTemplates(Path directory) {
    this.directory = directory;
  }

  /** The cluster with nothing in it but the roles and the empty database. */
  ClusterTemplate empty(EmbeddedServer.Setup setup) throws ServerUnavailableException {
    Path place =
        directory.resolve(
            PostgresBinaries.pinned(setup.version()) + "-empty" + ClusterSettings.REVISION);
    try {
      if (!ClusterTemplate.exists(place)) {
        DirectoryModes.create(directory, DirectoryModes.PASSABLE);
        try (FileLocks.Held _ = FileLocks.acquire(place.resolveSibling(lockName(place)))) {
          if (!ClusterTemplate.exists(place)) {
            makeEmpty(setup, place);
          }
        }
      }
      return ClusterTemplate.read(place);
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "a PostgreSQL cluster cannot be made in " + place + ": " + failure.getMessage(), failure);
    }
  }

  private static String lockName(Path place) {
    return place.getFileName() + ".lock";
  }

  private static void makeEmpty(EmbeddedServer.Setup setup, Path place)
      throws IOException, ServerUnavailableException {
    Path building = place.resolveSibling(place.getFileName() + ".initdb");
    FileTrees.delete(building);
    try {
      ClusterTemplate raw =
          ClusterTemplate.create(building, ClusterTemplate.Passwords.random(), setup.user());
      initdb(setup, raw);
      try (EmbeddedServer server = EmbeddedServer.start(setup, raw)) {
        prepare(server, raw.passwords());
        save(setup, server, raw.passwords(), place);
      } catch (SQLException failure) {
        throw new ServerUnavailableException(
            "a PostgreSQL cluster cannot be prepared: " + failure.getMessage(), failure);
      }
    } finally {
      FileTrees.delete(building);
    }
  }

  /**
   * Stops the server and keeps its cluster. The last step is one rename: it is there whole or not
   * at all.
   */
  static void save(
      EmbeddedServer.Setup setup,
      EmbeddedServer server,
      ClusterTemplate.Passwords passwords,
      Path place)
      throws IOException, ServerUnavailableException {
    Path saving = place.resolveSibling(place.getFileName() + ".saving");
    FileTrees.delete(saving);
    try {
      ClusterTemplate template = ClusterTemplate.create(saving, passwords, setup.user());
      server.stopCleanly();
      EmbeddedServer.copy(server.data(), template.data(), setup.user());
      Files.move(saving, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTrees.delete(saving);
    }
  }

  private static void initdb(EmbeddedServer.Setup setup, ClusterTemplate raw)
      throws IOException, ServerUnavailableException {
    Path data = raw.data();
    Path passwordFile = data.resolveSibling("password");
    Processes.Result result = new Processes.Result(1, "");
    for (String locale : ClusterSettings.locales()) {
      FileTrees.delete(data);
      Files.writeString(passwordFile, raw.passwords().superuser() + "\n");
      Files.setPosixFilePermissions(
          passwordFile, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
      List<String> options = new ArrayList<>(ClusterSettings.initdb(setup.version(), locale));
      options.addAll(
          List.of(
              "--pgdata=" + data,
              "--username=" + ClusterTemplate.SUPERUSER,
              "--pwfile=" + passwordFile));
      result =
          Processes.run(
              Processes.builder(FileTrees.folder(data), setup.command("initdb", options, false)));
      Files.delete(passwordFile);
      if (result.succeeded()) {
        Files.writeString(
            data.resolve("postgresql.conf"), ClusterSettings.postgresqlConf(setup.version()));
        Files.writeString(data.resolve("pg_hba.conf"), ClusterSettings.pgHbaConf());
        return;
      }
    }
    throw new ServerUnavailableException("initdb fails: " + ServerLog.reason(result.output()));
  }

  private static void prepare(EmbeddedServer server, ClusterTemplate.Passwords passwords)
      throws SQLException {
    try (Connection postgres = server.connectAsSuperuser("postgres")) {
      execute(postgres, MigratorRole.create(passwords.migrator()));
    }
    try (Connection app = server.connectAsSuperuser(ClusterTemplate.DATABASE)) {
      execute(app, MigratorRole.ownDatabase());
      // Less to copy.
      execute(
          app,
          List.of(
              "UPDATE pg_database SET datistemplate = false WHERE datname = 'template0'",
              "DROP DATABASE template0",
              "DROP DATABASE postgres"));
    }
  }

  private static void execute(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
