package dev.pgreview.detect.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Settings by dotted name, whatever document they stood in. Names are compared as Spring and
 * Micronaut do: without case, dashes and underscores.
 */
public final class FlatSettings {
  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Map<String, String> written = new LinkedHashMap<>();

  private FlatSettings() {}

  public static FlatSettings of(Map<?, ?> document) {
    FlatSettings settings = new FlatSettings();
    settings.add("", document);
    return settings;
  }

  private void add(String prefix, Object value) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach(
              (key, inner) -> {
                if (inner != null) {
                  add(prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key, inner);
                }
              });
      case List<?> list -> {
        for (Object inner : list) {
          if (inner instanceof Map<?, ?> || inner instanceof List<?>) {
            add(prefix, inner);
          } else if (inner != null) {
            put(prefix, String.valueOf(inner));
          }
        }
      }
      default -> put(prefix, String.valueOf(value));
    }
  }

  private void put(String name, String value) {
    // A list in properties: locations[0]=...
    String plain = name.replaceFirst("\\[\\d+\\]$", "");
    values.computeIfAbsent(canonical(plain), n -> new ArrayList<>()).add(value);
    written.putIfAbsent(canonical(plain), plain);
  }

  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace("\"", "");
  }

  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(canonical(name))).map(List::getFirst);
  }

  /** A list, or a single value with commas. */
  public List<String> list(String name) {
    return values.getOrDefault(canonical(name), List.of()).stream()
        .flatMap(value -> List.of(value.split(",")).stream())
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  public Optional<Boolean> flag(String name) {
    return value(name).map(value -> value.strip().equalsIgnoreCase("true"));
  }

  /** What stands below a name; keys without that prefix, as written. */
  public Map<String, String> below(String name) {
    String prefix = canonical(name) + ".";
    Map<String, String> found = new LinkedHashMap<>();
    written.forEach(
        (key, asWritten) -> {
          if (key.startsWith(prefix)) {
            int dots = name.length() - name.replace(".", "").length() + 1;
            found.put(afterDots(asWritten, dots), values.getOrDefault(key, List.of("")).getFirst());
          }
        });
    return found;
  }

  private static String afterDots(String name, int dots) {
    int at = 0;
    for (int i = 0; i < dots; i++) {
      at = name.indexOf('.', at) + 1;
    }
    return name.substring(at);
  }

  /** The names one level below a name: {@code flyway.datasources} gives the datasources. */
  public List<String> children(String name) {
    return below(name).keySet().stream()
        .map(key -> key.contains(".") ? key.substring(0, key.indexOf('.')) : key)
        .distinct()
        .toList();
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }
}
