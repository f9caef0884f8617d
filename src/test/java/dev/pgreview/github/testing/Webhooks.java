package dev.pgreview.github.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends signed webhooks in the order of the events, notes what became of them, and never sends one
 * again by itself: like GitHub.
 */
public final class Webhooks implements AutoCloseable {
  private static final Duration MOST = Duration.ofSeconds(10);

  private final GitHubDouble hub;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Set<String> events =
      new TreeSet<>(
          Set.of(
              "pull_request",
              "check_run",
              "check_suite",
              "issue_comment",
              "pull_request_review_comment",
              "merge_group"));
  private volatile @Nullable URI target;
  private volatile String secret = "";
  private volatile boolean outage;

  /**
   * An attempt.
   *
   * @param status 0 when there was no answer
   */
  public record Delivery(
      long id,
      String guid,
      String event,
      String action,
      Instant at,
      int status,
      boolean redelivery,
      String payload,
      long installation,
      long repository) {}

  Webhooks(GitHubDouble hub) {
    this.hub = hub;
  }

  /** Where events go to from now on. */
  public void to(URI address, String key) {
    target = address;
    secret = key;
  }

  /** While it is on, deliveries fail before they reach anybody. */
  public void outage(boolean value) {
    outage = value;
  }

  /** All attempts, oldest first. */
  public List<Delivery> deliveries() {
    synchronized (deliveries) {
      return List.copyOf(deliveries);
    }
  }

  /** Attempts of an event with an action, oldest first. */
  public List<Delivery> deliveries(String event, String action) {
    return deliveries().stream()
        .filter(one -> one.event().equals(event) && one.action().equals(action))
        .toList();
  }

  /** Sends an event as somebody caused it, and waits for the answer. */
  void send(TestRepository repository, String event, ObjectNode payload) {
    wait(enqueue(repository, event, payload));
  }

  /** Sends an event that the App itself caused; nobody waits. */
  void sendLater(TestRepository repository, String event, ObjectNode payload) {
    var _ = enqueue(repository, event, payload);
  }

  private Future<?> enqueue(TestRepository repository, String event, ObjectNode payload) {
    payload.set("repository", Shapes.repository(repository));
    if (!repository.installed()) {
      return java.util.concurrent.CompletableFuture.completedFuture(null);
    }
    long installation = hub.installation(repository.owner());
    payload.putObject("installation").put("id", installation);
    String text = payload.toString();
    String guid = UUID.randomUUID().toString();
    return sender.submit(
        () ->
            attempt(
                new Delivery(
                    0,
                    guid,
                    event,
                    payload.path("action").asString(""),
                    Instant.EPOCH,
                    0,
                    false,
                    text,
                    installation,
                    repository.id())));
  }

  /** Sends an event again, with the same id. */
  public void redeliver(long id) {
    wait(redeliverLater(id));
  }

  Future<?> redeliverLater(long id) {
    Delivery old =
        deliveries().stream()
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseThrow(Refusal::notFound);
    return sender.submit(() -> attempt(old));
  }

  private void attempt(Delivery delivery) {
    URI address = target;
    if (address == null || !events.contains(delivery.event())) {
      return;
    }
    int status = outage ? 502 : post(address, delivery);
    synchronized (deliveries) {
      deliveries.add(
          new Delivery(
              hub.nextId(),
              delivery.guid(),
              delivery.event(),
              delivery.action(),
              hub.clock().instant(),
              status,
              delivery.id() != 0,
              delivery.payload(),
              delivery.installation(),
              delivery.repository()));
    }
  }

  private int post(URI address, Delivery delivery) {
    byte[] body = delivery.payload().getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(MOST)
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/double")
            .header("X-GitHub-Event", delivery.event())
            .header("X-GitHub-Delivery", delivery.guid())
            .header("X-GitHub-Hook-Installation-Target-Type", "integration")
            .header("X-Hub-Signature-256", "sha256=" + signature(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException unreachable) {
      return 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** As the App's API shows it. */
  static JsonNode shape(Delivery delivery) {
    boolean arrived = delivery.status() / 100 == 2;
    ObjectNode json =
        Shapes.object()
            .put("id", delivery.id())
            .put("guid", delivery.guid())
            .put("delivered_at", delivery.at().toString())
            .put("redelivery", delivery.redelivery())
            .put("duration", 0.1)
            .put("status", arrived ? "OK" : "failed")
            .put("status_code", delivery.status())
            .put("event", delivery.event())
            .put("installation_id", delivery.installation())
            .put("repository_id", delivery.repository());
    return json.put("action", delivery.action().isEmpty() ? null : delivery.action());
  }

  private static void wait(Future<?> attempt) {
    try {
      attempt.get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until everything that was caused so far is delivered. */
  public void settle() {
    wait(sender.submit(() -> {}));
  }

  @Override
  public void close() {
    sender.shutdownNow();
    http.shutdownNow();
  }
}
