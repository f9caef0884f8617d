package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.NoticeRule;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.migration.DetectionNotice;

/** A file that its tool skips or understands differently. */
@RuleMetadata(
    summary = "A file that its tool skips or understands differently",
    category = Category.CONVENTIONS,
    severity = dev.pgreview.report.Severity.WARNING,
    why = "The tool does not run it as it reads: the deployment differs from what was reviewed.",
    fix = "Give it the name, the annotation or the place in the list that the tool expects.",
    catalogue = "non-linear-history")
public final class MisnamedMigration extends NoticeRule {

  @Override
  protected boolean isAbout(DetectionNotice.Kind kind) {
    return switch (kind) {
      case ORPHAN_DOWN, MISNAMED, MALFORMED, NOT_LISTED, TRANSACTION -> true;
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
}
