package dev.pgreview.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** A mapping's values by key, in the order written; unknown and repeated keys are reported. */
final class YamlMapping {
  /** Instead of known keys: the keys are names of the user's own. */
  static final List<String> OWN_NAMES = List.of();

  private final Map<String, YamlValue> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final YamlText source;

  private YamlMapping(YamlText source) {
    this.source = source;
  }

  /** A mapping without entries. */
  YamlMapping none() {
    return none(source);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  static YamlMapping none(YamlText source) {
    return new YamlMapping(source);
  }

  static YamlMapping of(MappingNode node, String path, List<String> known, YamlText source) {
    YamlMapping mapping = new YamlMapping(source);
    for (NodeTuple entry : node.getValue()) {
      mapping.add(entry, path, known);
    }
    return mapping;
  }

  private void add(NodeTuple entry, String parent, List<String> known) {
    Node keyNode = entry.getKeyNode();
    if (!(keyNode instanceof ScalarNode scalar)) {
      source.report(keyNode, parent, "a key must be a plain text", Optional.empty());
      return;
    }
    String key = scalar.getValue();
    String path = parent.isEmpty() ? key : parent + "." + key;
    if (!known.isEmpty() && !known.contains(key)) {
      String message =
          "there is no key `" + path + "`; the keys here are " + String.join(", ", known);
      source.report(keyNode, path, message, DidYouMean.of(key, known));
    } else if (values.containsKey(key)) {
      source.report(keyNode, path, "`" + path + "` is written twice", Optional.empty());
    } else {
      keys.put(key, keyNode);
      values.put(key, new YamlValue(entry.getValueNode(), path, source));
    }
  }

  /** Empty when the key is not written, or when its value is wrong. */
  <T> Optional<T> read(String key, Function<YamlValue, Optional<T>> as) {
    return Optional.ofNullable(values.get(key)).flatMap(as);
  }

  /** That the key is written; empty when it is not. */
  Optional<ConfigNotice> notice(String key) {
    Node keyNode = keys.get(key);
    YamlValue value = values.get(key);
    return keyNode == null || value == null
        ? Optional.empty()
        : Optional.of(source.notice(keyNode, value.path()));
  }

  /** The strings of a list; empty when the key is not written. */
  List<String> texts(String key) {
    YamlValue value = values.get(key);
    return value == null ? List.of() : value.list(YamlValue::text);
  }

  /** A mapping below; an empty one when the key is not written. */
  YamlMapping section(String key, List<String> known) {
    YamlValue value = values.get(key);
    return value == null ? none(source) : value.mapping(known);
  }

  /** Elements of a list below; none when the key is not written. */
  <T> List<T> list(String key, Function<YamlValue, Optional<T>> element) {
    YamlValue value = values.get(key);
    return value == null ? List.of() : value.list(element);
  }

  /** All entries whose value could be read. */
  <T> Map<String, T> entries(BiFunction<String, YamlValue, Optional<T>> as) {
    Map<String, T> read = new LinkedHashMap<>();
    values.forEach((key, value) -> as.apply(key, value).ifPresent(v -> read.put(key, v)));
    return read;
  }

  /** Reports keys that are not among the known names. */
  void refuseUnknown(List<String> known, Function<String, String> message) {
    for (String key : new ArrayList<>(values.keySet())) {
      if (!known.contains(key)) {
        YamlValue value = java.util.Objects.requireNonNull(values.get(key));
        Node keyNode = java.util.Objects.requireNonNull(keys.get(key));
        source.report(keyNode, value.path(), message.apply(key), DidYouMean.of(key, known));
      }
    }
  }
}
