package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * SQL files that lie together: the files of a folder, or, for tools that give each migration a
 * folder of its own, the folder of these folders.
 */
public final class SqlFolder {
  private static final int SAMPLES = 8;

  private final String path;
  private final List<String> files;
  private final SourceTree tree;

  SqlFolder(String path, List<String> files, SourceTree tree) {
    this.path = path;
    this.files = List.copyOf(files);
    this.tree = tree;
  }

  public String path() {
    return path;
  }

  /** The SQL files, sorted by path. */
  public List<String> files() {
    return files;
  }

  public SourceTree tree() {
    return tree;
  }

  /** Whether a file of that name lies in the folder itself. */
  public boolean holds(String name) {
    return tree.contains(path.isEmpty() ? name : path + "/" + name);
  }

  public String nameOfFolder() {
    return RepositoryPath.name(path);
  }

  /** Whether one of some files, taken evenly from the folder, has the pattern in its text. */
  public boolean mentions(Pattern pattern) {
    return samples().stream().anyMatch(text -> pattern.matcher(text).find());
  }

  /** The texts of at most {@value #SAMPLES} files, among them the first and the last. */
  List<String> samples() {
    Set<Integer> chosen = new LinkedHashSet<>();
    int last = files.size() - 1;
    for (int i = 0; i < SAMPLES && last >= 0; i++) {
      chosen.add((int) ((long) last * i / Math.max(1, SAMPLES - 1)));
    }
    List<String> texts = new ArrayList<>();
    chosen.forEach(index -> texts.add(tree.source(files.get(index)).text()));
    return texts;
  }

  /** Whether a file's name matches. */
  public boolean has(Pattern name) {
    return files.stream().anyMatch(file -> name.matcher(RepositoryPath.name(file)).matches());
  }

  /** The files whose names match. */
  public List<String> named(Pattern name) {
    return files.stream()
        .filter(file -> name.matcher(RepositoryPath.name(file)).matches())
        .toList();
  }
}
