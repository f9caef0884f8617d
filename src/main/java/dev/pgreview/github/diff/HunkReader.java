package dev.pgreview.github.diff;

import dev.pgreview.github.diff.DiffLines.Hunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Finds the hunks: in a patch of GitHub's, or by comparing the contents as git does. */
public final class HunkReader {
  private static final Pattern HEADER =
      Pattern.compile("^@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,(\\d+))? @@", Pattern.MULTILINE);

  /** Unchanged lines that a diff shows before and after each change. */
  private static final int CONTEXT = 3;

  private HunkReader() {}

  public static DiffLines ofPatch(String patch) {
    List<Hunk> hunks = new ArrayList<>();
    Matcher header = HEADER.matcher(patch);
    while (header.find()) {
      int first = Integer.parseInt(header.group(1));
      int lines = header.group(2) == null ? 1 : Integer.parseInt(header.group(2));
      if (lines > 0) {
        hunks.add(new Hunk(first, first + lines - 1));
      }
    }
    return new DiffLines(hunks);
  }

  /** As git's diff shows it with three lines around; an empty text before for a new file. */
  public static DiffLines ofTexts(String before, String after) {
    RawText old = new RawText(before.getBytes(StandardCharsets.UTF_8));
    RawText current = new RawText(after.getBytes(StandardCharsets.UTF_8));
    EditList edits =
        DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.MYERS)
            .diff(RawTextComparator.DEFAULT, old, current);
    List<Hunk> hunks = new ArrayList<>();
    for (Edit edit : edits) {
      int first = Math.max(1, edit.getBeginB() + 1 - CONTEXT);
      int last = Math.min(current.size(), edit.getEndB() + CONTEXT);
      if (last < first) {
        continue;
      }
      Hunk before1 = hunks.isEmpty() ? null : hunks.getLast();
      if (before1 != null && first <= before1.last() + 1) {
        hunks.set(hunks.size() - 1, new Hunk(before1.first(), last));
      } else {
        hunks.add(new Hunk(first, last));
      }
    }
    return new DiffLines(hunks);
  }
}
