package dev.pgreview.cli.git;

import dev.pgreview.detect.source.SourceText;
import dev.pgreview.detect.source.SourceTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Files at one moment, each with the id of its content if that is known without reading it.
 *
 * @param ids by path; the zero id where the content's id is not known
 * @param links those that are symbolic links
 * @param tree the same files as detection sees them
 */
record FileSnapshotTree(Map<String, ObjectId> ids, Set<String> links, SourceTree tree) {

  static final FileSnapshotTree EMPTY = of(Map.of(), Set.of(), path -> SourceText.of(""));

  static FileSnapshotTree of(
      Map<String, ObjectId> ids, Set<String> links, Function<String, SourceText> reader) {
    List<String> paths = new ArrayList<>(new TreeSet<>(ids.keySet()));
    return new FileSnapshotTree(ids, links, SourceTree.of(paths, reader));
  }

  boolean has(String path) {
    return ids.containsKey(path);
  }

  /** Whether a file is the same in both, as far as ids say, or else by its text. */
  boolean same(FileSnapshotTree other, String path) {
    ObjectId mine = ids.get(path);
    ObjectId theirs = other.ids.get(path);
    if (mine == null || theirs == null) {
      return mine == null && theirs == null;
    }
    boolean known = !mine.equals(ObjectId.zeroId()) && !theirs.equals(ObjectId.zeroId());
    return known ? mine.equals(theirs) : sameText(tree.source(path), other.tree.source(path));
  }

  /** Two texts of which nothing can be read may differ. */
  private static boolean sameText(SourceText one, SourceText other) {
    boolean unreadable = one.text().isEmpty() && one.problem().isPresent();
    return !unreadable && one.text().equals(other.text());
  }

  /**
   * A snapshot of other content that takes texts from {@code here} where the content is known to be
   * the same, so that each text is read once.
   */
  static FileSnapshotTree sharing(
      Map<String, ObjectId> ids,
      Set<String> links,
      FileSnapshotTree here,
      Function<String, SourceText> reader) {
    return of(
        ids,
        links,
        path -> {
          ObjectId mine = ids.get(path);
          boolean same =
              Objects.equals(mine, here.ids.get(path)) && !ObjectId.zeroId().equals(mine);
          return same ? here.tree.source(path) : reader.apply(path);
        });
  }

  /**
   * This snapshot as it would be after the changes between two others are made to it: what a merge
   * gives, files of both sides being taken from {@code changed}.
   */
  FileSnapshotTree with(FileSnapshotTree ancestor, FileSnapshotTree changed) {
    Map<String, ObjectId> merged = new HashMap<>(changed.ids);
    Map<String, Boolean> fromHere = new HashMap<>();
    TreeSet<String> all = new TreeSet<>(changed.ids.keySet());
    all.addAll(ids.keySet());
    for (String path : all) {
      if (changed.same(ancestor, path)) {
        fromHere.put(path, true);
        Optional.ofNullable(ids.get(path))
            .ifPresentOrElse(id -> merged.put(path, id), () -> merged.remove(path));
      }
    }
    return of(
        merged,
        changed.links,
        path -> fromHere.containsKey(path) ? tree.source(path) : changed.tree.source(path));
  }
}
