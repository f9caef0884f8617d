package dev.pgreview.dryrun;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Other programs, started without this process's environment: it may hold tokens. */
final class Processes {
  private static final List<String> FOLDERS =
      List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin");

  /** How a program ended; {@code output} is standard output and error together. */
  record Result(int exit, String output) {
    boolean succeeded() {
      return exit == 0;
    }
  }

  private Processes() {}

  /** A program of the operating system; not looked for on PATH, which may lead anywhere. */
  static Optional<Path> find(String name) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static ProcessBuilder builder(Path directory, List<String> command) {
    return builder(directory, command, Map.of("LC_ALL", "C", "PATH", String.join(":", FOLDERS)));
  }

  static ProcessBuilder builder(
      Path directory, List<String> command, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.directory(directory.toFile()).redirectErrorStream(true);
  }

  /** Runs to the end. Interrupted, it ends the program and says so as an {@link IOException}. */
  static Result run(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), text);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + builder.command().getFirst());
    } finally {
      process.destroyForcibly();
    }
  }

  static Result run(Path directory, String... command) throws IOException {
    return run(builder(directory, Stream.of(command).toList()));
  }
}
