package dev.pgreview.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/**
 * The App's manifest with the addresses of this service (GitHub documentation, "Registering a
 * GitHub App from a manifest").
 */
final class Manifest {
  private Manifest() {}

  /** As JSON, for the form. */
  static String json(URI publicUrl) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    fixed().forEach((key, value) -> manifest.put(String.valueOf(key), value));
    manifest.put("url", publicUrl.toString());
    manifest.put("hook_attributes", Map.of("url", publicUrl + "/webhooks/github", "active", true));
    manifest.put("redirect_url", publicUrl + "/setup/callback");
    return JsonMapper.shared().writeValueAsString(manifest);
  }

  private static Map<?, ?> fixed() {
    try (InputStream file = Manifest.class.getResourceAsStream("/app-manifest.yml")) {
      if (file == null) {
        throw new IllegalStateException("app-manifest.yml is not in the jar");
      }
      return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
