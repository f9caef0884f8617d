package dev.pgreview.server;

import io.micronaut.core.value.PropertyResolver;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads settings by the name of their environment variable. */
record SettingsReader(PropertyResolver properties) {
  /** {@code PGREVIEW_GITHUB_APP_ID} is also {@code pgreview.github-app-id} in application.yml. */
  Optional<String> text(String variable) {
    String name = "pgreview." + variable.substring("PGREVIEW_".length()).toLowerCase(Locale.ROOT);
    return properties
        .getProperty(name.replace('_', '-'), String.class)
        .or(() -> properties.getProperty(name.replace('_', '.'), String.class))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** The text itself when it starts as it should, else what the file of that name holds. */
  Optional<String> textOrFile(String variable, String start) {
    Optional<String> given = text(variable);
    if (given.isEmpty() || given.get().startsWith(start)) {
      return given.map(text -> text.replace("\\n", "\n"));
    }
    try {
      return Optional.of(Files.readString(Path.of(given.get())));
    } catch (IOException | java.nio.file.InvalidPathException unreadable) {
      throw new SettingsException(
          variable + " is neither a text that starts with " + start + " nor a readable file");
    }
  }

  int number(String variable, int standard, int least, int most) {
    Optional<String> given = text(variable);
    if (given.isEmpty()) {
      return standard;
    }
    try {
      int number = Integer.parseInt(given.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw wrong(variable, given.get(), "a number from " + least + " to " + most);
    }
    throw wrong(variable, given.get(), "a number from " + least + " to " + most);
  }

  boolean flag(String variable) {
    Optional<String> given = text(variable);
    return switch (given.orElse("false").toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes" -> true;
      case "false", "0", "no" -> false;
      default -> throw wrong(variable, given.orElse(""), "true or false");
    };
  }

  /** One of some words, the first when it is not set. */
  String oneOf(String variable, String... words) {
    String given = text(variable).orElse(words[0]);
    if (!List.of(words).contains(given)) {
      throw wrong(variable, given, "one of " + String.join(", ", words));
    }
    return given;
  }

  URI address(String variable, String standard) {
    String given = text(variable).orElse(standard).replaceAll("/+$", "");
    try {
      URI address = URI.create(given);
      if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      throw wrong(variable, given, "an address such as " + standard);
    }
    throw wrong(variable, given, "an address such as " + standard);
  }

  private static SettingsException wrong(String variable, String given, String allowed) {
    return new SettingsException(variable + " is `" + given + "`; it must be " + allowed);
  }
}
