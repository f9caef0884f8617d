package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.PostgresVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Nothing stays of a process that was killed at any moment: the next one finds and removes it. */
@EnabledOnOs(OS.LINUX)
class KilledProcessTest {
  private static final long SEED = 20260101;

  @Test
  void leavesNoServerAndNoDirectoryBehind() throws Exception {
    Random random = new Random(SEED);
    try (TestInstallation installation = TestInstallation.create()) {
      for (int kill = 0; kill < 12; kill++) {
        killAfter(installation, random.nextInt(1500));
        waitForServersToEnd(installation);
        try (EmbeddedServer next = installation.postgres().start(new PostgresVersion(16))) {
          assertThat(installation.left()).as("kill %d", kill).containsExactly(runOf(next));
          assertThat(workingOutside(next, installation)).as("kill %d", kill).isEmpty();
          assertThat(unfinished(installation)).as("kill %d", kill).isEmpty();
        }
      }
      assertThat(installation.left()).isEmpty();
      assertThat(installation.processes()).isEmpty();
    }
  }

  @Test
  void serversThatOutliveTheirProcessAreEnded() throws Exception {
    try (TestInstallation installation = TestInstallation.create().linkBinaries(16)) {
      Process process = JavaProcess.start(RunsForever.class, installation.root(), "1000", "true");
      List<ProcessHandle> servers = awaitServers(installation);
      // A stopped process does not act on the signal that would end it with its parent.
      for (ProcessHandle server : servers) {
        Processes.run(Path.of("/"), "/bin/sh", "-c", "kill -STOP " + server.pid());
      }
      process.destroyForcibly().waitFor();
      assertThat(installation.processes()).isNotEmpty();

      RunDirectory.removeDead(installation.location(1), ServerUser.current());

      assertThat(installation.processes()).isEmpty();
      assertThat(installation.left()).isEmpty();
      assertThat(sharedMemoryOf(servers)).isEmpty();
    }
  }

  /** System V segments that the processes made (proc(5), column cpid). */
  private static List<String> sharedMemoryOf(List<ProcessHandle> processes) throws IOException {
    List<String> pids = processes.stream().map(process -> "" + process.pid()).toList();
    return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
        .filter(line -> pids.contains(line.trim().split("\\s+")[4]))
        .toList();
  }

  private static List<ProcessHandle> awaitServers(TestInstallation installation) throws Exception {
    List<ProcessHandle> servers = installation.processes();
    while (servers.size() < 3) {
      Thread.sleep(5);
      servers = installation.processes();
    }
    return servers;
  }

  private static void killAfter(TestInstallation installation, long millis) throws Exception {
    Process process = JavaProcess.start(RunsForever.class, installation.root(), "1000", "true");
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("run");
      Thread.sleep(millis);
      process.destroyForcibly().waitFor();
    }
  }

  /** The kernel tells the postmaster at once, which then takes a moment to end. */
  private static void waitForServersToEnd(TestInstallation installation) throws Exception {
    for (int i = 0; i < 1000 && !installation.processes().isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertThat(installation.processes()).isEmpty();
  }

  private static Path runOf(EmbeddedServer server) {
    return FileTrees.folder(FileTrees.folder(server.data()));
  }

  private static List<ProcessHandle> workingOutside(
      EmbeddedServer server, TestInstallation installation) throws IOException {
    List<ProcessHandle> own = ServerProcesses.workingIn(runOf(server).toRealPath());
    return installation.processes().stream().filter(process -> !own.contains(process)).toList();
  }

  private static List<Path> unfinished(TestInstallation installation) throws IOException {
    try (Stream<Path> all = Files.walk(installation.data(), 2)) {
      return all.filter(path -> path.toString().matches(".*\\.(saving|removing|unpacking)"))
          .toList();
    }
  }
}
