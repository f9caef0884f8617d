package dev.pgreview.detect.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The files of a repository at one moment: all paths, and their text on demand. A text is read at
 * most once. Not for use by several threads.
 */
public final class SourceTree {
  private final List<String> given;
  private final NavigableSet<String> sorted;
  private final Function<String, SourceText> reader;
  private final Map<String, SourceText> texts = new HashMap<>();
  private final Map<String, List<String>> byFolder = new HashMap<>();

  private SourceTree(Collection<String> paths, Function<String, SourceText> reader) {
    this.given = List.copyOf(paths);
    this.sorted = new TreeSet<>(paths);
    this.reader = reader;
    for (String path : sorted) {
      byFolder.computeIfAbsent(RepositoryPath.folder(path), f -> new ArrayList<>()).add(path);
    }
  }

  /**
   * A tree.
   *
   * @param paths relative to the repository, with {@code /}; their order is kept
   * @param reader called for a path of the tree when its text is wanted
   */
  public static SourceTree of(Collection<String> paths, Function<String, SourceText> reader) {
    return new SourceTree(paths, reader);
  }

  /** A tree whose texts are at hand. */
  public static SourceTree of(Map<String, String> texts) {
    Map<String, String> copy = new LinkedHashMap<>(texts);
    return new SourceTree(
        copy.keySet(), path -> SourceText.of(Optional.ofNullable(copy.get(path)).orElse("")));
  }

  /** All paths in the order in which they were handed in. */
  public List<String> paths() {
    return given;
  }

  public boolean contains(String path) {
    return sorted.contains(path);
  }

  /** The files directly in a folder, sorted by name; "" is the root. */
  public List<String> filesIn(String folder) {
    return List.copyOf(byFolder.getOrDefault(folder, List.of()));
  }

  /** The files in a folder and below it, sorted. */
  public Collection<String> filesUnder(String folder) {
    // '0' follows '/' directly, so this is exactly what starts with "folder/".
    return folder.isEmpty() ? sorted : sorted.subSet(folder + "/", folder + "0");
  }

  public boolean hasFolder(String folder) {
    return !filesUnder(folder).isEmpty();
  }

  /** The text without a byte order mark; empty when there is no such file or it is unreadable. */
  public Optional<String> text(String path) {
    return contains(path) ? Optional.of(source(path).text()) : Optional.empty();
  }

  /** The text of a file of the tree, without a byte order mark, with what is wrong with it. */
  public SourceText source(String path) {
    return texts.computeIfAbsent(path, p -> withoutMark(reader.apply(p)));
  }

  private static SourceText withoutMark(SourceText read) {
    return read.text().startsWith("\uFEFF")
        ? new SourceText(read.text().substring(1), read.problem())
        : read;
  }
}
