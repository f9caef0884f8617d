package dev.pgreview.lint;

import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.TextRange;
import java.util.function.Consumer;

/** A rule about what the detection says of the files: names, order, annotations. */
public abstract class NoticeRule extends Rule {

  /** Whether a notice of this kind is this rule's. */
  protected abstract boolean isAbout(DetectionNotice.Kind kind);

  @Override
  protected final void check(RuleContext context, Consumer<Diagnosis> found) {
    for (DetectionNotice notice : context.notices()) {
      if (isAbout(notice.kind())) {
        Diagnosis.InFile place = new Diagnosis.InFile(notice.path(), line(context, notice));
        found.accept(diagnosis(notice, place));
      }
    }
  }

  /** What is said of a notice. */
  protected Diagnosis diagnosis(DetectionNotice notice, Diagnosis.Place place) {
    return Diagnosis.of(place, notice.message());
  }

  /** The notice's line; the start of a file that is not part of the change. */
  private static TextRange line(RuleContext context, DetectionNotice notice) {
    for (AnalyzedFile file : context.analysis().files()) {
      if (file.migration().path().equals(notice.path())) {
        String text = file.migration().up().text();
        int start = new LineIndex(text).lineStart(notice.line());
        int end = text.indexOf('\n', start);
        return new TextRange(start, end < 0 ? text.length() : end);
      }
    }
    return new TextRange(0, 0);
  }
}
