package dev.pgreview.github.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a commit does to files.
 *
 * @param files new content by path; empty takes the file away
 */
public record Change(Map<String, Optional<byte[]>> files) {
  public static Change none() {
    return new Change(new TreeMap<>());
  }

  public static Change of(String path, String text) {
    return none().and(path, text);
  }

  public static Change of(Map<String, String> texts) {
    Change change = none();
    for (Map.Entry<String, String> text : texts.entrySet()) {
      change.files.put(
          text.getKey(), Optional.of(text.getValue().getBytes(StandardCharsets.UTF_8)));
    }
    return change;
  }

  public Change and(String path, String text) {
    return and(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public Change and(String path, byte[] content) {
    Map<String, Optional<byte[]>> more = new TreeMap<>(files);
    more.put(path, Optional.of(content));
    return new Change(more);
  }

  public Change without(String path) {
    Map<String, Optional<byte[]>> more = new TreeMap<>(files);
    more.put(path, Optional.empty());
    return new Change(more);
  }
}
