package dev.pgreview.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The texts of {@code pgreview init}. */
final class Starters {
  private Starters() {}

  static String config() {
    return resource("starter-config.yml");
  }

  static String workflow() {
    return resource("starter-workflow.yml");
  }

  /**
   * @param launcher path of the command, quoted here for the shell
   */
  static String hook(String launcher) {
    return resource("starter-hook.sh")
        .replace("@LAUNCHER@", "'" + launcher.replace("'", "'\\''") + "'");
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Starters.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the jar", e);
    }
  }
}
