package dev.pgreview.server;

import dev.pgreview.persistence.Store;
import dev.pgreview.persistence.StoreSettings;
import dev.pgreview.queue.JobQueue;
import dev.pgreview.webhook.WebhookIntake;
import dev.pgreview.webhook.WebhookMetrics;
import dev.pgreview.webhook.WebhookSignature;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;

/** The parts of a service that is set up, put together. */
record Service(
    Store store, WebhookSignature signature, WebhookIntake intake, WebhookMetrics metrics) {

  /**
   * Puts the parts together.
   *
   * @param parts what is to be closed, last first
   * @return empty in set-up mode
   */
  static Optional<Service> of(
      ServerSettings settings, PrometheusMeterRegistry registry, Deque<AutoCloseable> parts) {
    return settings.app().map(app -> build(settings, app, registry, parts));
  }

  private static Service build(
      ServerSettings settings,
      ServerSettings.AppSettings app,
      PrometheusMeterRegistry registry,
      Deque<AutoCloseable> parts) {
    StoreSettings where =
        settings
            .store()
            .orElseThrow(() -> new SettingsException("PGREVIEW_DATABASE_URL is missing"));
    Store store = Store.open(where);
    parts.push(store);
    JobQueue queue = new JobQueue(store, InstantSource.system());
    return new Service(
        store,
        new WebhookSignature(app.webhookSecret()),
        new WebhookIntake(queue),
        new WebhookMetrics(registry));
  }

  void register(ApplicationContext context) {
    context.registerSingleton(Store.class, store);
    context.registerSingleton(WebhookSignature.class, signature);
    context.registerSingleton(WebhookIntake.class, intake);
    context.registerSingleton(WebhookMetrics.class, metrics);
  }
}
