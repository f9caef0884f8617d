package dev.pgreview.github;

import dev.pgreview.github.http.ApiClient;
import dev.pgreview.github.http.ApiRequest;
import dev.pgreview.github.http.ApiResponse;
import dev.pgreview.github.http.Credential;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The App's webhook deliveries, which GitHub keeps for three days and never repeats by itself. */
public final class Deliveries {
  private static final int MOST_PAGES = 100;

  private final ApiClient client;
  private final Credential credential;

  /**
   * An attempt to deliver an event.
   *
   * @param id of the attempt
   * @param guid of the event, as in {@code X-GitHub-Delivery}: the same in every attempt
   * @param status that the receiver answered; 0 when it did not
   * @param redelivery whether it was asked for
   */
  public record Attempt(
      long id, String guid, Instant deliveredAt, int status, String event, boolean redelivery) {
    public boolean arrived() {
      return status / 100 == 2;
    }
  }

  /**
   * An event as it was sent.
   *
   * @param payload JSON; not byte for byte what was signed
   */
  public record Content(String guid, String event, String payload) {}

  Deliveries(ApiClient client, Credential credential) {
    this.client = client;
    this.credential = credential;
  }

  /**
   * The events since then of which no attempt arrived, oldest first, each by its newest attempt.
   * Attempts younger than a minute may still be under way: ask again later.
   */
  public List<Attempt> lostSince(Instant since) {
    Set<String> seen = new HashSet<>();
    Set<String> arrived = new HashSet<>();
    List<Attempt> failed = new ArrayList<>();
    for (Attempt attempt : since(since)) {
      if (attempt.arrived()) {
        arrived.add(attempt.guid());
      } else if (seen.add(attempt.guid())) {
        failed.add(attempt);
      }
    }
    failed.removeIf(attempt -> arrived.contains(attempt.guid()));
    return failed.reversed();
  }

  /** All attempts since then, newest first. */
  public List<Attempt> since(Instant since) {
    List<Attempt> attempts = new ArrayList<>();
    Optional<ApiRequest> request =
        Optional.of(ApiRequest.get("/app/hook/deliveries").query("per_page", 100));
    for (int page = 0; page < MOST_PAGES && request.isPresent(); page++) {
      ApiRequest current = request.get();
      ApiResponse answer = client.send(credential, current);
      for (JsonNode json : answer.body()) {
        Attempt attempt = attempt(json);
        if (attempt.deliveredAt().isBefore(since)) {
          return attempts;
        }
        attempts.add(attempt);
      }
      request = answer.next().map(next -> current.withTarget(next.toString()));
    }
    return attempts;
  }

  /** The event of an attempt, to be taken in without a redelivery. */
  public Content content(long attempt) {
    JsonNode json =
        client
            .send(credential, ApiRequest.get("/app/hook/deliveries/{delivery_id}", attempt))
            .body();
    return new Content(
        json.path("guid").asString(""),
        json.path("event").asString(""),
        json.path("request").path("payload").toString());
  }

  /** Asks GitHub to deliver again. */
  public void redeliver(long attempt) {
    client.send(
        credential, ApiRequest.post("/app/hook/deliveries/{delivery_id}/attempts", attempt));
  }

  private static Attempt attempt(JsonNode json) {
    return new Attempt(
        json.path("id").asLong(0),
        json.path("guid").asString(""),
        Instant.parse(json.path("delivered_at").asString("1970-01-01T00:00:00Z")),
        json.path("status_code").asInt(0),
        json.path("event").asString(""),
        json.path("redelivery").asBoolean(false));
  }
}
