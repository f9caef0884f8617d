package dev.pgreview.schema.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a schema, object by object: each has attributes with a text. {@link #ABSENT} is
 * the text of what an object does not have, {@link #UNKNOWN} of what nobody can tell.
 */
final class Facts {
  static final String ABSENT = "-";
  static final String UNKNOWN = "?";

  private final SortedMap<String, SortedMap<String, String>> objects = new TreeMap<>();

  /** Adds an object without attributes; a second one of a name is marked as such. */
  Attributes add(String object) {
    SortedMap<String, String> attributes = new TreeMap<>();
    String key = object;
    while (objects.containsKey(key)) {
      key += " (again)";
    }
    objects.put(key, attributes);
    return new Attributes(attributes);
  }

  /** The attributes of one object, to be filled. */
  record Attributes(SortedMap<String, String> texts) {
    Attributes with(String name, @Nullable Object value) {
      texts.put(name, value == null ? ABSENT : value.toString());
      return this;
    }

    Attributes flag(String name, boolean value) {
      return with(name, value ? "yes" : null);
    }
  }

  Set<String> objects() {
    return objects.keySet();
  }

  /** The text of an attribute; empty when there is no such object or attribute. */
  Optional<String> text(String object, String attribute) {
    return Optional.ofNullable(objects.get(object)).map(attributes -> attributes.get(attribute));
  }

  /**
   * In what these facts, those of the known schema, differ from a server's; empty for not at all.
   *
   * @param mayMiss whether the known schema may lack objects
   */
  List<String> differences(Facts server, boolean mayMiss) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, SortedMap<String, String>> object : server.objects.entrySet()) {
      SortedMap<String, String> known = objects.get(object.getKey());
      if (known != null) {
        compare(object.getKey(), known, object.getValue(), differences);
      } else if (!mayMiss) {
        differences.add("missing: " + object.getKey() + " " + object.getValue());
      }
    }
    for (Map.Entry<String, SortedMap<String, String>> object : objects.entrySet()) {
      if (!server.objects.containsKey(object.getKey())) {
        differences.add("too much: " + object.getKey() + " " + object.getValue());
      }
    }
    return differences;
  }

  private static void compare(
      String object,
      SortedMap<String, String> known,
      SortedMap<String, String> real,
      List<String> differences) {
    for (Map.Entry<String, String> attribute : known.entrySet()) {
      String text = real.get(attribute.getKey());
      if (text == null) {
        throw new IllegalStateException(
            "no query asks for " + attribute.getKey() + " of " + object);
      }
      if (!attribute.getValue().equals(UNKNOWN)
          && !text.equals(UNKNOWN)
          && !attribute.getValue().equals(text)) {
        differences.add(
            object
                + ": "
                + attribute.getKey()
                + " is "
                + text
                + ", known as "
                + attribute.getValue());
      }
    }
  }
}
