package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.DryRunReport.Status;
import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Disks that are full and ports that are taken: the dry run says which, and nothing stays. */
@EnabledOnOs(OS.LINUX)
class NoRoomTest {
  private static final String FILL =
      "CREATE TABLE t AS SELECT repeat(md5(g::text), 30) AS x FROM generate_series(1, 1000000) g";

  /** A file system of its own size. */
  private record SmallDisk(Path root) implements AutoCloseable {
    static SmallDisk of(int megabytes) throws IOException {
      assumeTrue(ServerUser.current().drops(), "only root can mount a small file system");
      Path root = Files.createTempDirectory("pgreview-small-disk");
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
      Processes.Result mounted =
          Processes.run(
              Path.of("/"),
              "mount",
              "-t",
              "tmpfs",
              "-o",
              "mode=711,size=" + megabytes + "m",
              "tmpfs",
              root.toString());
      assumeTrue(mounted.succeeded(), "no file system can be mounted here: " + mounted.output());
      return new SmallDisk(root);
    }

    @Override
    public void close() throws IOException {
      Processes.run(Path.of("/"), "umount", "-l", root.toString());
      Files.delete(root);
    }
  }

  @Test
  void aFullDiskWhileUnpacking() throws Exception {
    try (SmallDisk disk = SmallDisk.of(20)) {
      DataDirectory data = new DataDirectory(disk.root().resolve("data"));
      PostgresBinaries binaries =
          new PostgresBinaries(data, PostgresBinaries.standardMavenRepository());
      assertThatThrownBy(() -> binaries.home(new PostgresVersion(16)))
          .isInstanceOf(ServerUnavailableException.class)
          .hasMessageStartingWith("PostgreSQL 16.15.0 cannot be unpacked to " + data.root())
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("PGREVIEW_DATA_DIR");
      try (var left = Files.list(data.root().resolve("postgres"))) {
        assertThat(left.filter(Files::isDirectory)).isEmpty();
      }
    }
  }

  @Test
  void aFullDiskWhileTheClusterIsMade() throws Exception {
    try (SmallDisk disk = SmallDisk.of(20);
        TestInstallation installation = TestInstallation.create().linkBinaries(16)) {
      DryRunReport report = run(installation, disk, "SELECT 1").report();

      assertThat(report.status()).isEqualTo(Status.SKIPPED);
      assertThat(report.skippedBecause())
          .startsWith("initdb fails: no space left on the file system of " + disk.root());
      assertThat(runsIn(disk)).isEmpty();
    }
  }

  @Test
  void aFullDiskWhileTheBaseOrTheChangeIsApplied() throws Exception {
    try (TestInstallation installation = TestInstallation.create().linkBinaries(16)) {
      try (EmbeddedServer _ = installation.postgres().start(new PostgresVersion(16))) {
        assertThat(installation.left()).hasSize(1);
      }
      for (boolean inBase : new boolean[] {true, false}) {
        try (SmallDisk disk = SmallDisk.of(60)) {
          Requests request = on(16).base(inBase ? FILL : "CREATE TABLE u (id int)");
          DryRunReport report =
              runner(postgres(installation, disk))
                  .run(request.change(WRAPPED, inBase ? "SELECT 1" : FILL).request())
                  .report();

          assertThat(report.status()).isEqualTo(Status.SKIPPED);
          assertThat(report.skippedBecause())
              .startsWith(inBase ? "V1.sql:1: " : "V2.sql:1: ")
              .contains(disk.root().toString())
              .containsAnyOf("no space left on the file system", "took more room than a dry run");
          assertThat(runsIn(disk)).isEmpty();
        }
      }
    }
  }

  @Test
  void aFolderThatIsFullFromTheStartIsNamed() throws Exception {
    try (SmallDisk disk = SmallDisk.of(20)) {
      RunLocation location =
          new RunLocation(List.of(disk.root(), Path.of("/no/such/folder")), 1L << 28, 1L << 30);
      assertThatThrownBy(() -> location.directory(ServerUser.current()))
          .hasMessageStartingWith(
              "there is no place for a PostgreSQL server's data: " + disk.root())
          .hasMessageContaining(" has 20 MB free of 256 MB needed; /no/such/folder is no folder.");
    }
  }

  @Test
  void aPortThatWasTakenMeanwhileIsNotTheLast() throws Exception {
    try (TestInstallation installation = TestInstallation.create().linkBinaries(16);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        EmbeddedServer server = installation.postgres().start(new PostgresVersion(16))) {
      server.stopCleanly();
      Deque<Integer> ports =
          new ArrayDeque<>(List.of(taken.getLocalPort(), taken.getLocalPort(), server.port()));
      RunDirectory place = server.place();

      Postmaster restarted = Postmaster.start(server.setup(), place, ports::removeFirst);

      assertThat(ports).isEmpty();
      assertThat(restarted.port()).isEqualTo(server.port());
      restarted.killAlone();
    }
  }

  private static dev.pgreview.review.DryRunResult run(
      TestInstallation installation, SmallDisk disk, String sql) throws IOException {
    return runner(postgres(installation, disk)).run(on(16).change(WRAPPED, sql).request());
  }

  private static ServerDryRunner runner(EmbeddedPostgres postgres) {
    return new ServerDryRunner(() -> new EmbeddedServers(postgres));
  }

  /** With its data directory as it is, and runs on the small disk. */
  private static EmbeddedPostgres postgres(TestInstallation installation, SmallDisk disk) {
    DataDirectory data = new DataDirectory(installation.data());
    return new EmbeddedPostgres(
        new PostgresBinaries(data, PostgresBinaries.standardMavenRepository()),
        data,
        ServerUser.current(),
        new RunLocation(List.of(disk.root()), 1, 1L << 30));
  }

  private static List<Path> runsIn(SmallDisk disk) throws IOException {
    Path runs = disk.root().resolve("pgreview-" + ServerUser.current().uid());
    try (var entries = Files.list(runs)) {
      return entries.filter(Files::isDirectory).toList();
    }
  }
}
