package dev.pgreview.github.http;

import java.time.Instant;
import java.util.Optional;

/** Who asks. */
public interface Credential {
  /** Names it in logs and keeps apart what is counted or cached for it; no secret. */
  String name();

  /** The header {@code Authorization}; empty for a request without. */
  Optional<String> authorization();

  /**
   * GitHub answered 401.
   *
   * @param authorization that was refused
   * @param serverTime by GitHub's clock, when it said so
   * @return whether another try is worth it
   */
  boolean renew(String authorization, Optional<Instant> serverTime);

  /** Nobody: for what needs no right. */
  static Credential none() {
    return new Credential() {
      @Override
      public String name() {
        return "anonymous";
      }

      @Override
      public Optional<String> authorization() {
        return Optional.empty();
      }

      @Override
      public boolean renew(String authorization, Optional<Instant> serverTime) {
        return false;
      }
    };
  }
}
