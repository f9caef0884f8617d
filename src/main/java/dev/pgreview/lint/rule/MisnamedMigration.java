package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.NoticeRule;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.report.Severity;

/** A file that its tool skips or understands differently. */
@RuleMetadata(
    summary = "A file that its tool skips or understands differently",
    category = Category.CONVENTIONS,
    severity = dev.pgreview.report.Severity.WARNING,
    why =
        "The tool does not run it as it reads: the deployment differs from what was reviewed. What "
            + "the tool refuses, so that the deployment fails, is an error.",
    fix = "Give it the name, the annotation or the place in the list that the tool expects.",
    catalogue = "non-linear-history")
public final class MisnamedMigration extends NoticeRule {

  @Override
  protected boolean isAbout(DetectionNotice.Kind kind) {
    return switch (kind) {
      case ORPHAN_DOWN, MISNAMED, MALFORMED, REFUSED, NOT_LISTED, TRANSACTION -> true;
      case DUPLICATE_VERSION,
          MISSING_DOWN,
          CALLBACK,
          CODE_MIGRATION,
          UNRESOLVED_PLACEHOLDER,
          STAND_IN_PLACEHOLDER,
          EMPTY,
          UNREADABLE,
          DAMAGED,
          CONDITIONAL,
          EDITED,
          DELETED,
          RENAMED,
          OUT_OF_ORDER,
          REPEATABLE_ASSUMED ->
          false;
    };
  }

  @Override
  protected Diagnosis diagnosis(DetectionNotice notice, Diagnosis.Place place) {
    Diagnosis diagnosis = super.diagnosis(notice, place);
    return notice.kind() == DetectionNotice.Kind.REFUSED ? diagnosis.as(Severity.ERROR) : diagnosis;
  }
}
