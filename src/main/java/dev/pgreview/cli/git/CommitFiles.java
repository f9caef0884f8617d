package dev.pgreview.cli.git;

import dev.pgreview.detect.source.SourceText;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit. */
final class CommitFiles {
  private CommitFiles() {}

  /** The files; texts that {@code here} has too are taken from there. */
  static FileSnapshotTree of(Repository repository, RevCommit commit, FileSnapshotTree here)
      throws IOException {
    Map<String, ObjectId> ids = new HashMap<>();
    Set<String> links = new HashSet<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        if (walk.getFileMode(0).equals(FileMode.SYMLINK)) {
          links.add(walk.getPathString());
        }
        if (WorkingFiles.isFile(walk.getFileMode(0))) {
          ids.put(walk.getPathString(), walk.getObjectId(0));
        }
      }
    }
    return FileSnapshotTree.sharing(
        ids,
        links,
        here,
        path ->
            links.contains(path)
                ? FileTexts.link()
                : read(repository, ids.getOrDefault(path, ObjectId.zeroId())));
  }

  private static SourceText read(Repository repository, ObjectId id) {
    try {
      ObjectLoader loader = repository.open(id);
      return loader.getSize() > FileTexts.LARGEST
          ? FileTexts.tooLarge(loader.getSize())
          : FileTexts.decode(loader.getBytes());
    } catch (IOException e) {
      return SourceText.unreadable(
          "Its content is not in this clone (" + e.getMessage() + "): fetch it with git.");
    }
  }
}
