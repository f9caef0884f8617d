package dev.pgreview.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, mildest first. */
public enum Severity {
  /** A convention, or something to know. */
  NOTICE,
  /** Risky in some settings. */
  WARNING,
  /** Blocks traffic, loses data, fails at deploy time or breaks the running application. */
  ERROR;

  /** As in configuration and reports. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Severity> byId(String id) {
    return Arrays.stream(values()).filter(severity -> severity.id().equals(id)).findFirst();
  }
}
