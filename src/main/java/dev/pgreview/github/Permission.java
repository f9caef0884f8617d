package dev.pgreview.github;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do in a repository, least first. */
public enum Permission {
  NONE,
  READ,
  TRIAGE,
  WRITE,
  MAINTAIN,
  ADMIN;

  public boolean atLeast(Permission other) {
    return compareTo(other) >= 0;
  }

  /** As in settings and messages. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Permission> byName(String name) {
    return Arrays.stream(values()).filter(one -> one.id().equals(name)).findFirst();
  }
}
