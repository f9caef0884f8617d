package dev.pgreview.dryrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Operating system and processor, as the artifacts of the binaries name them. */
record Platform(String classifier) {
  static Platform current() throws ServerUnavailableException {
    return of(
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Files.exists(Path.of("/etc/alpine-release")));
  }

  static Platform of(String os, String architecture, boolean alpine)
      throws ServerUnavailableException {
    String processor =
        switch (architecture.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "amd64";
          case "aarch64", "arm64" -> "arm64v8";
          default -> "";
        };
    String system = os.toLowerCase(Locale.ROOT);
    if (!processor.isEmpty() && system.contains("linux")) {
      return new Platform("linux-" + processor + (alpine ? "-alpine" : ""));
    }
    if (!processor.isEmpty() && system.contains("mac")) {
      return new Platform("darwin-" + processor);
    }
    throw new ServerUnavailableException(
        "there are no embedded PostgreSQL binaries for "
            + os
            + " on "
            + architecture
            + "; use a container (PGREVIEW_DRY_RUN=container).");
  }
}
