package dev.pgreview.github.testing;

import java.util.Locale;

/** What somebody is in a repository. */
public enum Role {
  READ("read"),
  TRIAGE("read"),
  WRITE("write"),
  MAINTAIN("write"),
  ADMIN("admin");

  private final String permission;

  Role(String permission) {
    this.permission = permission;
  }

  String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The older field, which knows only three. */
  String permission() {
    return permission;
  }
}
