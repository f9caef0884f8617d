package dev.pgreview.github.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the App is installed, and the tokens that it got for that. */
final class Installations {
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private final InstantSource clock;
  private final Map<String, Long> byOwner = new ConcurrentHashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  /**
   * A token.
   *
   * @param secret longer than 40 characters, as the newer ones are
   * @param login under which its comments appear
   * @param readOnly as for workflows of pull requests from forks
   */
  record Token(String secret, long installation, Instant until, String login, boolean readOnly) {}

  Installations(InstantSource clock) {
    this.clock = clock;
  }

  void install(String owner, long id) {
    byOwner.putIfAbsent(owner, id);
  }

  void remove(String owner) {
    long id = of(owner);
    byOwner.remove(owner);
    tokens.values().removeIf(token -> token.installation == id);
  }

  long of(String owner) {
    Long id = byOwner.get(owner);
    if (id == null) {
      throw new IllegalArgumentException("the App is not installed for " + owner);
    }
    return id;
  }

  boolean covers(long installation, String owner) {
    return byOwner.getOrDefault(owner, -1L) == installation;
  }

  /** A new token; empty when the App is not installed there. */
  Optional<Token> token(long installation, long number) {
    if (!byOwner.containsValue(installation)) {
      return Optional.empty();
    }
    return Optional.of(
        add("ghs_" + number + "a".repeat(60), installation, GitHubDouble.SLUG + "[bot]", false));
  }

  /** The token of a workflow in a repository of the owner. */
  Token workflow(String owner, long number, boolean readOnly) {
    return add("ghs_" + number + "w".repeat(60), of(owner), "github-actions[bot]", readOnly);
  }

  private Token add(String secret, long installation, String login, boolean readOnly) {
    Token token =
        new Token(secret, installation, clock.instant().plus(TOKEN_LIFE), login, readOnly);
    tokens.put(secret, token);
    return token;
  }

  /** The installation that a token is good for. */
  Optional<Long> of(Optional<String> secret) {
    return valid(secret).map(Token::installation);
  }

  Optional<Token> valid(Optional<String> secret) {
    return secret.map(tokens::get).filter(token -> clock.instant().isBefore(token.until));
  }

  void revokeTokens() {
    tokens.clear();
  }
}
