package dev.pgreview.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code pgreview serve} as a process of its own, from the packaged jar. */
final class ServiceProcess implements AutoCloseable {
  private static final String LISTENS = "pgreview: listening on port ";

  private final Process process;
  private final int port;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param environment besides this process's
   */
  static ServiceProcess start(Map<String, String> environment) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                "-Xss4m",
                "-jar",
                Path.of("target/pgreview.jar").toAbsolutePath().toString(),
                "serve"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectOutput(Path.of("target/service-figures.log").toFile());
    Process process = builder.start();
    CompletableFuture<Integer> port = new CompletableFuture<>();
    List<String> said = new ArrayList<>();
    Thread.ofVirtual().start(() -> read(process, said, port));
    try {
      return new ServiceProcess(process, port.get(60, TimeUnit.SECONDS));
    } catch (Exception failure) {
      process.destroyForcibly();
      throw new IOException("the service does not start: " + said, failure);
    }
  }

  private static void read(Process process, List<String> said, CompletableFuture<Integer> port) {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith(LISTENS)) {
          port.complete(Integer.valueOf(line.substring(LISTENS.length())));
        }
      }
    } catch (IOException ended) {
      said.add(ended.toString());
    }
    port.completeExceptionally(new IOException("it ended"));
  }

  URI address(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
