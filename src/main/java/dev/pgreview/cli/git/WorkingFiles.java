package dev.pgreview.cli.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.WorkingTreeIterator;

/**
 * The files of a working tree, without what git ignores. Symbolic links are in it, but nothing of
 * what they lead to.
 */
final class WorkingFiles {
  /** Never sources, and often tens of thousands of files. */
  private static final Set<String> SKIPPED = Set.of(".git", "node_modules", ".venv", ".gradle");

  private static final int MOST_FILES = 500_000;

  private WorkingFiles() {}

  /** The files below a folder that is in no repository. */
  static FileSnapshotTree plain(Path root) throws IOException, CheckoutException {
    Map<String, ObjectId> ids = new HashMap<>();
    Set<String> links = new HashSet<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip =
                !folder.equals(root) && SKIPPED.contains(String.valueOf(folder.getFileName()));
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isSymbolicLink()) {
              links.add(relative(root, file));
            }
            if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
              ids.put(relative(root, file), ObjectId.zeroId());
            }
            return ids.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    if (ids.size() > MOST_FILES) {
      throw new CheckoutException(
          root + " has more than " + MOST_FILES + " files; name the folder of the migrations.");
    }
    return FileSnapshotTree.of(ids, links, path -> FileTexts.read(root, path));
  }

  static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** The files of a repository's working tree: those in the index and new ones not ignored. */
  static FileSnapshotTree of(Repository repository) throws IOException {
    Map<String, ObjectId> ids = new HashMap<>();
    Set<String> links = new HashSet<>();
    DirCache index = repository.readDirCache();
    Path root = repository.getWorkTree().toPath();
    try (TreeWalk walk = new TreeWalk(repository)) {
      FileTreeIterator files = new FileTreeIterator(repository);
      int indexAt = walk.addTree(new DirCacheIterator(index));
      int filesAt = walk.addTree(files);
      files.setDirCacheIterator(walk, indexAt);
      while (walk.next()) {
        WorkingTreeIterator file = walk.getTree(filesAt, WorkingTreeIterator.class);
        DirCacheIterator indexed = walk.getTree(indexAt, DirCacheIterator.class);
        if (file == null || (indexed == null && file.isEntryIgnored())) {
          continue;
        }
        if (walk.isSubtree()) {
          if (!SKIPPED.contains(walk.getNameString())) {
            walk.enterSubtree();
          }
        } else if (isFile(walk.getFileMode(filesAt))) {
          if (walk.getFileMode(filesAt).equals(FileMode.SYMLINK)) {
            links.add(walk.getPathString());
          }
          ids.put(walk.getPathString(), contentId(walk, file, indexed));
        }
      }
    }
    return FileSnapshotTree.of(ids, links, path -> FileTexts.read(root, path));
  }

  /** Whether it is a file to git, which also keeps symbolic links. */
  static boolean isFile(FileMode mode) {
    return mode.equals(FileMode.REGULAR_FILE)
        || mode.equals(FileMode.EXECUTABLE_FILE)
        || mode.equals(FileMode.SYMLINK);
  }

  /** The id in the index, if the file's size and time say that it was not edited since. */
  private static ObjectId contentId(
      TreeWalk walk, WorkingTreeIterator file, DirCacheIterator indexed) throws IOException {
    boolean clean =
        indexed != null
            && indexed.getDirCacheEntry() != null
            && !file.isModified(indexed.getDirCacheEntry(), false, walk.getObjectReader());
    return clean ? indexed.getEntryObjectId() : ObjectId.zeroId();
  }
}
