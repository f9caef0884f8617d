package dev.pgreview.github.diff;

import java.util.Optional;

/**
 * A file that differs between two commits.
 *
 * @param path now; of a removed file, where it was
 * @param previousPath of a renamed file
 * @param previousSha of the content before; empty for an added file, and where GitHub did not say
 * @param sha of the content now; empty for a removed file
 * @param patch as GitHub gives it; empty for large and binary files
 */
public record ChangedFile(
    String path,
    Kind kind,
    Optional<String> previousPath,
    Optional<String> previousSha,
    Optional<String> sha,
    Optional<String> patch) {

  /** What happened to it. */
  public enum Kind {
    ADDED,
    MODIFIED,
    RENAMED,
    REMOVED
  }
}
