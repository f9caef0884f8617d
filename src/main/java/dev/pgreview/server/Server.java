package dev.pgreview.server;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The running service. */
public final class Server implements AutoCloseable {
  /** GitHub's largest payload. */
  private static final String MOST_BODY = "25MB";

  private final ApplicationContext context;
  private final EmbeddedServer http;
  private final Deque<AutoCloseable> parts;
  private final Restart restart;

  private Server(
      ApplicationContext context,
      EmbeddedServer http,
      Deque<AutoCloseable> parts,
      Restart restart) {
    this.context = context;
    this.http = http;
    this.parts = parts;
    this.restart = restart;
  }

  /**
   * Starts the service with this process's environment.
   *
   * @param overrides properties that win over the environment
   * @throws SettingsException when a setting is wrong
   */
  public static Server start(Map<String, Object> overrides) {
    return start(overrides, Pace.STANDARD);
  }

  static Server start(Map<String, Object> overrides, Pace pace) {
    ServerSettings settings = settings(overrides);
    Map<String, Object> properties = new HashMap<>(overrides);
    properties.put("micronaut.application.name", "pgreview");
    properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
    properties.put("micronaut.server.max-request-size", MOST_BODY);
    properties.put("micronaut.server.max-request-buffer-size", MOST_BODY);
    ApplicationContext context = builder(properties).build();
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    Restart restart = new Restart();
    try {
      context.registerSingleton(Restart.class, restart);
      context.registerSingleton(ServerSettings.class, settings);
      context.registerSingleton(PrometheusMeterRegistry.class, registry);
      Optional<Service> service = Service.of(settings, registry, parts, pace);
      service.ifPresent(ready -> ready.register(context));
      context.start();
      EmbeddedServer http = context.getBean(EmbeddedServer.class);
      http.start();
      service.ifPresent(ready -> ready.start().run());
      return new Server(context, http, parts, restart);
    } catch (RuntimeException failure) {
      close(parts);
      context.close();
      throw failure;
    }
  }

  private static ServerSettings settings(Map<String, Object> overrides) {
    try (ApplicationContext context = builder(overrides).build()) {
      Environment environment = context.getEnvironment();
      environment.start();
      return ServerSettings.read(environment);
    }
  }

  private static ApplicationContextBuilder builder(Map<String, Object> properties) {
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .banner(false)
        .properties(new HashMap<>(properties));
  }

  /** Whether it only waits to be set up. */
  public boolean isSettingUp() {
    return context.getBean(ServerSettings.class).app().isEmpty();
  }

  /** Waits until the settings have changed, so that it is to be closed and started again. */
  public void awaitRestart() throws InterruptedException {
    restart.await();
  }

  public int port() {
    return http.getPort();
  }

  /** Stops taking requests, then waits for running jobs, then closes the store. */
  @Override
  public void close() {
    http.stop();
    close(parts);
    context.close();
  }

  private static void close(Deque<AutoCloseable> parts) {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception failure) {
        org.slf4j.LoggerFactory.getLogger(Server.class)
            .warn("while stopping: {}", failure, failure);
      }
    }
  }
}
