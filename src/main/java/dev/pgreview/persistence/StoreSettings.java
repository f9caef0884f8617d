package dev.pgreview.persistence;

import java.util.Optional;

/**
 * Where the store is.
 *
 * @param url a JDBC URL of PostgreSQL
 * @param user empty when the URL names it
 * @param password empty when none is needed
 * @param connections at most at a time, from 2
 */
public record StoreSettings(
    String url, Optional<String> user, Optional<String> password, int connections) {
  public StoreSettings {
    if (connections < 2) {
      throw new IllegalArgumentException("the store needs at least two connections");
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "StoreSettings[" + url.replaceAll("password=[^&]*", "password=…") + "]";
  }
}
