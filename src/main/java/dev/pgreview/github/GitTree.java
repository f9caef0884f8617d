package dev.pgreview.github;

import java.util.List;
import java.util.Optional;

/**
 * All files of a commit.
 *
 * @param sha of the tree
 * @param files by path, sorted
 */
public record GitTree(String sha, List<File> files) {
  public GitTree {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param path from the root, data from outside
   * @param sha of its content
   * @param bytes its size
   * @param symbolicLink whether the content is the name of another file
   */
  public record File(String path, String sha, long bytes, boolean symbolicLink) {}

  public Optional<File> file(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }
}
