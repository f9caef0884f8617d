package dev.pgreview.server;

import dev.pgreview.dryrun.ContainerServers;
import dev.pgreview.dryrun.DryRunServers;
import dev.pgreview.dryrun.EmbeddedServers;
import dev.pgreview.dryrun.EmbeddedStore;
import dev.pgreview.dryrun.ExternalServers;
import dev.pgreview.dryrun.FallbackServers;
import dev.pgreview.dryrun.ServerDryRunner;
import dev.pgreview.dryrun.ServerUnavailableException;
import dev.pgreview.github.GitHubApp;
import dev.pgreview.persistence.Store;
import dev.pgreview.persistence.StoreSettings;
import dev.pgreview.pullrequest.DryRunPolicy;
import dev.pgreview.queue.JobQueue;
import dev.pgreview.queue.Workers;
import dev.pgreview.review.DryRunner;
import dev.pgreview.webhook.WebhookIntake;
import dev.pgreview.webhook.WebhookMetrics;
import dev.pgreview.webhook.WebhookSignature;
import dev.pgreview.worker.Jobs;
import dev.pgreview.worker.LostDeliveries;
import dev.pgreview.worker.Workshop;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.ApplicationContext;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of a service that is set up, put together.
 *
 * @param start begins to take jobs
 */
record Service(
    Store store,
    WebhookSignature signature,
    WebhookIntake intake,
    WebhookMetrics metrics,
    Runnable start) {

  /**
   * Puts the parts together.
   *
   * @param parts what is to be closed, last first
   * @return empty in set-up mode
   */
  static Optional<Service> of(
      ServerSettings settings,
      PrometheusMeterRegistry registry,
      Deque<AutoCloseable> parts,
      Pace pace) {
    return settings.app().map(app -> build(settings, app, registry, parts, pace));
  }

  private static Service build(
      ServerSettings settings,
      ServerSettings.AppSettings app,
      PrometheusMeterRegistry registry,
      Deque<AutoCloseable> parts,
      Pace pace) {
    InstantSource clock = pace.clock();
    Store store = opened(parts, Store.open(storeSettings(settings, parts)));
    JobQueue queue = new JobQueue(store, clock);
    GitHubApp github = opened(parts, github(settings, app, clock, registry));
    DryRunPolicy dryRuns = dryRuns(settings, parts);
    Workshop workshop =
        new Workshop(store, queue, github, dryRuns, settings.publicUrl(), clock, registry);
    WebhookIntake intake = new WebhookIntake(queue);
    LostDeliveries lost =
        opened(parts, new LostDeliveries(github.deliveries(), store, intake::take, clock));
    Workers workers =
        opened(
            parts,
            new Workers(
                store, queue, new Jobs(workshop), pace.workers().apply(settings.workers()), clock));
    QueueMetrics.register(registry, store);
    return new Service(
        store,
        new WebhookSignature(app.webhookSecret()),
        intake,
        new WebhookMetrics(registry),
        () -> {
          workers.start();
          lost.start();
        });
  }

  private static StoreSettings storeSettings(ServerSettings settings, Deque<AutoCloseable> parts) {
    if (settings.store().isPresent()) {
      return settings.store().get();
    }
    try {
      EmbeddedStore embedded = opened(parts, EmbeddedStore.start(settings.dataDirectory()));
      return new StoreSettings(
          embedded.url(),
          Optional.of(embedded.user()),
          Optional.of(embedded.password()),
          ServerSettings.connections(settings.workers()));
    } catch (ServerUnavailableException unavailable) {
      throw new SettingsException(
          "PGREVIEW_DATABASE_URL is not set, and a database of our own cannot be had: "
              + unavailable.getMessage());
    }
  }

  private static GitHubApp github(
      ServerSettings settings,
      ServerSettings.AppSettings app,
      InstantSource clock,
      PrometheusMeterRegistry registry) {
    try {
      return GitHubApp.open(settings.githubApi(), app.id(), app.privateKey(), clock, registry);
    } catch (IllegalArgumentException unreadable) {
      throw new SettingsException("PGREVIEW_GITHUB_PRIVATE_KEY: " + unreadable.getMessage());
    }
  }

  private static DryRunPolicy dryRuns(ServerSettings settings, Deque<AutoCloseable> parts) {
    Map<String, String> environment = settings.dryRunEnvironment();
    DryRunServers.Source containers = () -> ContainerServers.open(environment);
    return switch (settings.dryRun()) {
      case "off" -> DryRunPolicy.none("PGREVIEW_DRY_RUN is off");
      case "embedded" -> DryRunPolicy.forTrusted(runner(parts, EmbeddedServers::open));
      case "external" ->
          new DryRunPolicy(
              runner(parts, () -> ExternalServers.open(environment)), runner(parts, containers));
      default -> {
        DryRunner isolated = runner(parts, containers);
        yield settings.allowEmbedded()
            ? new DryRunPolicy(
                runner(parts, () -> new FallbackServers(containers, EmbeddedServers::open)),
                isolated)
            : DryRunPolicy.forAll(isolated);
      }
    };
  }

  private static DryRunner runner(Deque<AutoCloseable> parts, DryRunServers.Source source) {
    return opened(parts, new ServerDryRunner(source));
  }

  private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
    parts.push(part);
    return part;
  }

  void register(ApplicationContext context) {
    context.registerSingleton(Store.class, store);
    context.registerSingleton(WebhookSignature.class, signature);
    context.registerSingleton(WebhookIntake.class, intake);
    context.registerSingleton(WebhookMetrics.class, metrics);
  }
}
