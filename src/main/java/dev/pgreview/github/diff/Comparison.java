package dev.pgreview.github.diff;

import java.util.List;

/**
 * What a branch brings: the difference between its head and the commit at which it left the base.
 *
 * @param baseSha the base, as a commit
 * @param mergeBase the newest commit that both have
 * @param headSha the head, as a commit
 * @param files all of them, by path
 */
public record Comparison(
    String baseSha, String mergeBase, String headSha, List<ChangedFile> files) {
  public Comparison {
    files = List.copyOf(files);
  }
}
