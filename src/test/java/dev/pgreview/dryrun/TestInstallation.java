package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Data directory and run folder of a test's own, where other servers do not matter. */
record TestInstallation(Path root) implements AutoCloseable {
  static TestInstallation create() throws IOException {
    Path memory = Path.of("/dev/shm");
    Path root =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "pgreview-test")
            : Files.createTempDirectory("pgreview-test");
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
    return new TestInstallation(root);
  }

  Path data() {
    return root.resolve("data");
  }

  /** The folder in which runs have their directories. */
  Path runs() {
    return root.resolve("runs").resolve("pgreview-" + ServerUser.current().uid());
  }

  RunLocation location(long mostBytes) throws IOException {
    DirectoryModes.create(root.resolve("runs"), DirectoryModes.PASSABLE);
    return new RunLocation(List.of(root.resolve("runs")), 1L << 28, mostBytes);
  }

  EmbeddedPostgres postgres() throws IOException {
    return postgres(1L << 30);
  }

  EmbeddedPostgres postgres(long mostBytes) throws IOException {
    DataDirectory directory = new DataDirectory(data());
    return new EmbeddedPostgres(
        new PostgresBinaries(directory, PostgresBinaries.standardMavenRepository()),
        directory,
        ServerUser.current(),
        location(mostBytes));
  }

  ServerDryRunner runner() throws IOException {
    return runner(1L << 30);
  }

  ServerDryRunner runner(long mostBytes) throws IOException {
    EmbeddedPostgres postgres = postgres(mostBytes);
    return new ServerDryRunner(() -> new EmbeddedServers(postgres));
  }

  /** With the binaries of the standard data directory, which need not be unpacked again. */
  TestInstallation linkBinaries(int major) throws Exception {
    ServerUser user = ServerUser.current();
    Path home =
        new PostgresBinaries(
                DataDirectory.standard(System.getenv(), user),
                PostgresBinaries.standardMavenRepository())
            .home(new PostgresVersion(major));
    DirectoryModes.create(data().resolve("postgres"), DirectoryModes.PASSABLE);
    Files.createSymbolicLink(data().resolve("postgres").resolve(home.getFileName()), home);
    return this;
  }

  /** Directories of runs that are there. */
  List<Path> left() throws IOException {
    if (!Files.isDirectory(runs())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs())) {
      return entries.filter(Files::isDirectory).toList();
    }
  }

  /** Processes that work somewhere in here. */
  List<ProcessHandle> processes() throws IOException {
    return ServerProcesses.workingIn(root.toRealPath());
  }

  @Override
  public void close() throws IOException {
    processes().forEach(ProcessHandle::destroyForcibly);
    FileTrees.delete(root);
  }
}
