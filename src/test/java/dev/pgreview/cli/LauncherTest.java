package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the shell scripts at the root do, by launcher-test.sh. */
@EnabledOnOs(OS.LINUX)
class LauncherTest {
  private static final List<String> SCRIPTS =
      List.of(
          "pgreview", "verify", "src/launcher/find-jdk.sh", "src/test/scripts/launcher-test.sh");

  private final Path copy;

  LauncherTest(@TempDir Path copy) {
    this.copy = copy;
  }

  @Test
  void asThisUser() throws Exception {
    assertThat(failures(List.of())).isEmpty();
  }

  /** Root may write everywhere: what a read-only checkout does shows with another user. */
  @Test
  void asAnOrdinaryUser() throws Exception {
    assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "not root");
    assertThat(failures(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")))
        .isEmpty();
  }

  private List<String> failures(List<String> prefix) throws IOException, InterruptedException {
    for (String script : SCRIPTS) {
      Path target = copy.resolve(script);
      Files.createDirectories(target.getParent());
      Files.copy(Path.of(script), target);
    }
    readable(copy);
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("sh", copy.resolve(SCRIPTS.getLast()).toString(), copy.toString()));
    ProcessBuilder script = new ProcessBuilder(command).redirectErrorStream(true);
    script.environment().keySet().retainAll(List.of("PATH", "LANG", "TMPDIR"));
    Process process = script.directory(copy.toFile()).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();

    assertThat(output.lines().filter(line -> line.startsWith("ok ")).count())
        .as(output)
        .isGreaterThan(30);
    List<String> failed = output.lines().filter(line -> line.startsWith("FAIL")).toList();
    assertThat(exit).as(output).isEqualTo(failed.isEmpty() ? 0 : 1);
    return failed;
  }

  /** For other users; the folder itself is one of the temporary files'. */
  private static void readable(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }
}
