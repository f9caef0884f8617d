package dev.pgreview.github.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** The App itself: a JSON Web Token signed with its key, made anew for each request. */
public final class AppCredential implements Credential {
  /** GitHub takes 10 minutes at most, counted by its own clock. */
  private static final Duration LIFE = Duration.ofMinutes(8);

  private static final Duration DRIFT = Duration.ofMinutes(1);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final String appId;
  private final PrivateKey key;
  private final InstantSource clock;

  /** How far GitHub's clock is ahead of ours, once it was seen to matter. */
  private volatile Duration ahead = Duration.ZERO;

  /**
   * With the App's key.
   *
   * @param appId App id or client id
   * @param pem PKCS#1 or PKCS#8
   * @throws IllegalArgumentException when the key cannot be read
   */
  public AppCredential(String appId, String pem, InstantSource clock) {
    this.appId = appId;
    this.key = PrivateKeyReader.read(pem);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "app " + appId;
  }

  @Override
  public Optional<String> authorization() {
    Instant now = clock.instant().plus(ahead);
    String claims =
        JsonMapper.shared()
            .createObjectNode()
            .put("iat", now.minus(DRIFT).getEpochSecond())
            .put("exp", now.plus(LIFE).getEpochSecond())
            .put("iss", appId)
            .toString();
    String content = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64(claims);
    return Optional.of("Bearer " + content + "." + signature(content));
  }

  /** A token is refused when the clocks differ too much: the next one goes by GitHub's. */
  @Override
  public boolean renew(String authorization, Optional<Instant> serverTime) {
    if (serverTime.isEmpty()) {
      return false;
    }
    Duration seen = Duration.between(clock.instant(), serverTime.get());
    boolean differs = seen.minus(ahead).abs().compareTo(DRIFT.dividedBy(2)) > 0;
    if (differs) {
      ahead = seen;
    }
    return differs;
  }

  private String signature(String content) {
    try {
      Signature rsa = Signature.getInstance("SHA256withRSA");
      rsa.initSign(key);
      rsa.update(content.getBytes(StandardCharsets.US_ASCII));
      return BASE64.encodeToString(rsa.sign());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("the App's private key does not sign", failure);
    }
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
