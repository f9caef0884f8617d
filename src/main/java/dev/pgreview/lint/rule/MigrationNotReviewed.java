package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.NoticeRule;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.report.Severity;

/** A migration whose SQL cannot be reviewed, or not wholly. */
@RuleMetadata(
    summary = "A migration whose SQL cannot be reviewed, or not wholly",
    category = Category.CONVENTIONS,
    severity = Severity.WARNING,
    why =
        "What it does to the database is not known here: its locks and breakages are nobody's finding.",
    fix = "Render it to SQL and add that, or review it by hand and say so in the plan.",
    catalogue = {"opaque-do-block", "sql-too-large"})
public final class MigrationNotReviewed extends NoticeRule {

  @Override
  protected boolean isAbout(DetectionNotice.Kind kind) {
    return switch (kind) {
      case CALLBACK, CODE_MIGRATION, UNREADABLE, DAMAGED, CONDITIONAL, EMPTY, REPEATABLE_ASSUMED ->
          true;
      case DUPLICATE_VERSION,
          MISSING_DOWN,
          ORPHAN_DOWN,
          UNRESOLVED_PLACEHOLDER,
          STAND_IN_PLACEHOLDER,
          MISNAMED,
          MALFORMED,
          REFUSED,
          TRANSACTION,
          NOT_LISTED,
          EDITED,
          DELETED,
          RENAMED,
          OUT_OF_ORDER ->
          false;
    };
  }

  /**
   * A file of which nothing can be read could do anything: it must not pass for lack of findings.
   */
  @Override
  protected Diagnosis diagnosis(DetectionNotice notice, Diagnosis.Place place) {
    Diagnosis usual = super.diagnosis(notice, place);
    return notice.kind() == DetectionNotice.Kind.UNREADABLE
        ? usual
            .as(Severity.ERROR)
            .fix(
                "Save it as plain UTF-8 text. Split a large file, or load its data outside of"
                    + " migrations.")
        : usual;
  }
}
