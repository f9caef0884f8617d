package dev.pgreview.github.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.MyersDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/**
 * Where in the present diff of a pull request a line is.
 *
 * @param line of the new side
 */
record DiffPosition(int line) {
  private static final Pattern HUNK =
      Pattern.compile("^@@ -\\S+ \\+(\\d+)(?:,(\\d+))? @@", Pattern.MULTILINE);

  /** Where a comment stands now; empty when its lines were changed since: it is outdated. */
  static Optional<DiffPosition> of(TestPullRequest pull, TestComment.Place place) {
    Optional<Integer> line = moved(pull, place);
    return line.filter(now -> isShown(pull, pull.headSha(), place.path(), now, now))
        .map(DiffPosition::new);
  }

  private static Optional<Integer> moved(TestPullRequest pull, TestComment.Place place) {
    RawText then = text(pull, place.commit(), place.path());
    RawText now = text(pull, pull.headSha(), place.path());
    int shift = 0;
    for (Edit edit : MyersDiff.INSTANCE.diff(RawTextComparator.DEFAULT, then, now)) {
      int line = place.line() - 1;
      if (edit.getBeginA() <= line && line < edit.getEndA()) {
        return Optional.empty();
      }
      if (edit.getEndA() <= line) {
        shift += edit.getLengthB() - edit.getLengthA();
      }
    }
    return Optional.of(place.line() + shift);
  }

  private static RawText text(TestPullRequest pull, String commit, String path) {
    GitStore git = pull.repository().git();
    return git.entries(git.tree(commit).orElseThrow(), true).stream()
        .filter(entry -> entry.path().equals(path))
        .findFirst()
        .flatMap(entry -> git.blob(entry.sha()))
        .map(RawText::new)
        .orElseGet(() -> new RawText("".getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether all of these lines lie in one hunk of the pull request's diff at a commit. */
  static boolean isShown(TestPullRequest pull, String commit, String path, int first, int last) {
    return differences(pull, commit).stream()
        .filter(difference -> difference.path().equals(path))
        .anyMatch(difference -> isShown(difference.patch(), first, last));
  }

  static boolean isChanged(TestPullRequest pull, String commit, String path) {
    return differences(pull, commit).stream().anyMatch(one -> one.path().equals(path));
  }

  private static List<GitStore.Difference> differences(TestPullRequest pull, String commit) {
    GitStore git = pull.repository().git();
    String base = pull.repository().head(pull.baseBranch());
    return git.differences(git.mergeBase(base, commit).orElse(base), commit);
  }

  private static boolean isShown(String patch, int first, int last) {
    Matcher hunk = HUNK.matcher(patch);
    while (hunk.find()) {
      int start = Integer.parseInt(hunk.group(1));
      int lines = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
      if (start <= first && last < start + lines) {
        return true;
      }
    }
    return false;
  }
}
