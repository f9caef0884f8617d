package dev.pgreview.github.diff;

import dev.pgreview.github.diff.ChangedFile.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which files differ between two trees, by the hashes of their contents. */
public final class TreeComparison {
  private TreeComparison() {}

  /**
   * Compares. A file that went and one that came with the same content are one renamed file.
   *
   * @param before hash of the content by path
   * @param after the same of the newer tree
   */
  public static List<ChangedFile> between(Map<String, String> before, Map<String, String> after) {
    Map<String, Deque<String>> removed = new HashMap<>();
    before.forEach(
        (path, sha) -> {
          if (!after.containsKey(path)) {
            removed.computeIfAbsent(sha, any -> new ArrayDeque<>()).add(path);
          }
        });
    List<ChangedFile> changed = new ArrayList<>();
    after.forEach(
        (path, sha) -> {
          String old = before.get(path);
          if (old == null) {
            changed.add(appeared(path, sha, removed.getOrDefault(sha, new ArrayDeque<>())));
          } else if (!old.equals(sha)) {
            changed.add(file(path, Kind.MODIFIED, Optional.empty(), Optional.of(old), sha));
          }
        });
    removed.forEach(
        (sha, paths) ->
            paths.forEach(
                path ->
                    changed.add(
                        new ChangedFile(
                            path,
                            Kind.REMOVED,
                            Optional.empty(),
                            Optional.of(sha),
                            Optional.empty(),
                            Optional.empty()))));
    return changed;
  }

  private static ChangedFile appeared(String path, String sha, Deque<String> sources) {
    Optional<String> from =
        sources.isEmpty() ? Optional.empty() : Optional.of(sources.removeFirst());
    return from.isPresent()
        ? file(path, Kind.RENAMED, from, Optional.of(sha), sha)
        : file(path, Kind.ADDED, Optional.empty(), Optional.empty(), sha);
  }

  private static ChangedFile file(
      String path, Kind kind, Optional<String> from, Optional<String> before, String sha) {
    return new ChangedFile(path, kind, from, before, Optional.of(sha), Optional.empty());
  }
}
