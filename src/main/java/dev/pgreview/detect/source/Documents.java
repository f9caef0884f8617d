package dev.pgreview.detect.source;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads configuration documents of other tools. What is broken counts as absent. */
public final class Documents {
  private static final int LARGEST = 2_000_000;

  private Documents() {}

  /** YAML or JSON (which is YAML, once tabs between tokens are spaces); several documents. */
  public static List<Object> yaml(String text) {
    if (text.length() > LARGEST) {
      return List.of();
    }
    LoadSettings settings =
        LoadSettings.builder().setAllowDuplicateKeys(true).setMaxAliasesForCollections(50).build();
    List<Object> documents = new ArrayList<>();
    try {
      for (Object document : new Load(settings).loadAllFromString(text.replace('\t', ' '))) {
        if (document != null) {
          documents.add(document);
        }
      }
    } catch (YamlEngineException | StackOverflowError e) {
      return List.of();
    }
    return documents;
  }

  /** The single JSON object of a text. */
  public static Optional<Map<?, ?>> json(String text) {
    return yaml(text).stream()
        .filter(Map.class::isInstance)
        .<Map<?, ?>>map(document -> (Map<?, ?>) document)
        .findFirst();
  }

  public static Map<String, Object> toml(String text) {
    try {
      return text.length() > LARGEST ? Map.of() : TomlDocument.parse(text);
    } catch (TomlDocument.TomlException e) {
      return Map.of();
    }
  }

  /** Java properties, and the files of Flyway that have their form. */
  public static Map<String, String> properties(String text) {
    Properties properties = new Properties();
    try {
      // A trailing backslash would continue the line; broken \\u escapes throw.
      properties.load(new StringReader(text));
    } catch (IOException | IllegalArgumentException e) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    properties.stringPropertyNames().stream()
        .sorted()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }
}
