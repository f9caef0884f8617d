package dev.pgreview.github.diff;

import java.util.List;
import java.util.Optional;

/**
 * The lines of a file's new side that its diff shows: only on them GitHub takes comments.
 *
 * @param hunks in order, none overlapping
 */
public record DiffLines(List<Hunk> hunks) {
  public DiffLines {
    hunks = List.copyOf(hunks);
  }

  /**
   * A run of lines that the diff shows, those around the change included.
   *
   * @param first from 1
   * @param last inclusive
   */
  public record Hunk(int first, int last) {}

  /** Whether a comment can stand on all of these lines: they must lie in one hunk. */
  public boolean show(int first, int last) {
    return hunk(first, last).isPresent();
  }

  /**
   * The part of a statement's lines that the diff shows, when some are outside: those of the last
   * hunk that has any.
   */
  public Optional<Hunk> shown(int first, int last) {
    return hunks.reversed().stream()
        .filter(hunk -> hunk.first <= last && first <= hunk.last)
        .findFirst()
        .map(hunk -> new Hunk(Math.max(first, hunk.first), Math.min(last, hunk.last)));
  }

  private Optional<Hunk> hunk(int first, int last) {
    return hunks.stream().filter(hunk -> hunk.first <= first && last <= hunk.last).findFirst();
  }
}
