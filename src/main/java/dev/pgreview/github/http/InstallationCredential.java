package dev.pgreview.github.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An installation of the App: a token that lives an hour, shared, and renewed before it ends. */
public final class InstallationCredential implements Credential {
  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration LEAST = Duration.ofMinutes(1);

  private final ApiClient client;
  private final AppCredential app;
  private final long installation;
  private final InstantSource clock;
  private @Nullable Token token;

  private record Token(String authorization, Instant until) {}

  InstallationCredential(
      ApiClient client, AppCredential app, long installation, InstantSource clock) {
    this.client = client;
    this.app = app;
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "installation " + installation;
  }

  /** One thread asks for a token; the others wait for it. */
  @Override
  public synchronized Optional<String> authorization() {
    Token current = token;
    if (current == null || !clock.instant().isBefore(current.until)) {
      current = ask();
      token = current;
    }
    return Optional.of(current.authorization);
  }

  @Override
  public synchronized boolean renew(String authorization, Optional<Instant> serverTime) {
    if (token != null && token.authorization.equals(authorization)) {
      token = null;
    }
    return true;
  }

  private Token ask() {
    Instant asked = clock.instant();
    ApiRequest request =
        ApiRequest.post("/app/installations/{installation_id}/access_tokens", installation)
            .again(true);
    JsonNode answer;
    try {
      answer = client.send(app, request).body();
    } catch (GitHubException.Gone | GitHubException.Forbidden taken) {
      if (taken instanceof GitHubException.Forbidden forbidden && forbidden.isUnauthorized()) {
        throw taken;
      }
      throw new GitHubException.NotInstalled(
          "the App is not installed, or suspended: " + taken.getMessage());
    }
    String secret = answer.path("token").asString("");
    if (secret.isEmpty()) {
      throw new GitHubException.Temporary(
          request.endpoint() + ": the answer has no token", LEAST, false, null);
    }
    Instant until;
    try {
      until = Instant.parse(answer.path("expires_at").asString("")).minus(MARGIN);
    } catch (java.time.format.DateTimeParseException none) {
      until = asked;
    }
    // By a clock that is ahead, every token would have ended already.
    Instant least = asked.plus(LEAST);
    return new Token("Bearer " + secret, until.isBefore(least) ? least : until);
  }
}
