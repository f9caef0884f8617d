package dev.pgreview.server;

import dev.pgreview.server.ServerSettings.AppSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The App's credentials as the set-up page got them from GitHub, readable for this user only. */
record AppFile(Path file) {
  static AppFile in(Path dataDirectory) {
    return new AppFile(dataDirectory.resolve("github-app.json"));
  }

  /**
   * What was saved.
   *
   * @throws SettingsException when the file is there and cannot be read
   */
  Optional<AppSettings> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
      return Optional.of(
          new AppSettings(
              json.path("id").asString(""),
              json.path("private_key").asString(""),
              json.path("webhook_secret").asString("")));
    } catch (IOException | RuntimeException unreadable) {
      throw new SettingsException(
          file + " cannot be read (" + unreadable.getMessage() + "); remove it to set up again");
    }
  }

  /** Written beside and then renamed: it is there whole or not at all. */
  void write(AppSettings app) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        fresh,
        JsonMapper.shared()
            .createObjectNode()
            .put("id", app.id())
            .put("private_key", app.privateKey())
            .put("webhook_secret", app.webhookSecret())
            .toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
