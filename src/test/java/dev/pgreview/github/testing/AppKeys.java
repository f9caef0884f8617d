package dev.pgreview.github.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The App's key: as GitHub hands it out, and as GitHub checks what it signed. */
final class AppKeys {
  private static final int BITS = 2048;

  /** What PKCS#8 has before the PKCS#1 of a key of this size. */
  private static final int HEADER = 26;

  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final KeyPair PAIR = generate();

  private AppKeys() {}

  private static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** As GitHub hands it out. */
  static String pkcs1() {
    byte[] pkcs8 = PAIR.getPrivate().getEncoded();
    return pem("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, HEADER, pkcs8.length));
  }

  /** As openssl converts it. */
  static String pkcs8() {
    return pem("PRIVATE KEY", PAIR.getPrivate().getEncoded());
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END "
        + what
        + "-----\n";
  }

  /**
   * Checks a JSON Web Token as GitHub does.
   *
   * @throws Refusal status 401, in GitHub's words
   */
  static void check(String token, String appId, Instant now) {
    String[] parts = token.split("\\.");
    if (parts.length != 3 || !verifies(parts)) {
      throw Refusal.of(401, "A JSON web token could not be decoded");
    }
    JsonNode claims =
        JsonMapper.shared()
            .readTree(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong(Long.MAX_VALUE / 1000000));
    Instant ends = Instant.ofEpochSecond(claims.path("exp").asLong(0));
    if (!claims.path("iss").asString("").equals(appId)) {
      throw Refusal.of(401, "'Issuer' claim ('iss') must be an Integer");
    }
    if (issued.isAfter(now)) {
      throw Refusal.of(
          401,
          "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
    }
    if (ends.isBefore(now)) {
      throw Refusal.of(
          401,
          "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires");
    }
    if (ends.isAfter(now.plus(LONGEST))) {
      throw Refusal.of(401, "'Expiration time' claim ('exp') is too far in the future");
    }
  }

  private static boolean verifies(String[] parts) {
    try {
      Signature rsa = Signature.getInstance("SHA256withRSA");
      rsa.initVerify(PAIR.getPublic());
      rsa.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return rsa.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      return false;
    }
  }
}
