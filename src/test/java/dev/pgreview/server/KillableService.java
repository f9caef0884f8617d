package dev.pgreview.server;

import dev.pgreview.queue.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A service in a process of its own, to be killed. Ends by itself when its parent does. */
final class KillableService {
  private KillableService() {}

  public static void main(String[] args) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
      properties.load(in);
    }
    Map<String, Object> settings = new HashMap<>();
    properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
    Server server =
        Server.start(
            settings,
            new Pace(
                InstantSource.system(),
                workers ->
                    new Workers.Settings(
                        workers,
                        workers,
                        Duration.ofMillis(50),
                        Duration.ofDays(1),
                        Duration.ofSeconds(20))));
    System.out.println("PORT " + server.port());
    System.out.flush();
    while (System.in.read() >= 0) {
      // Until the parent ends.
    }
    Runtime.getRuntime().halt(0);
  }
}
