package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.NoticeRule;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.migration.DetectionNotice;

/** A placeholder without a known value. */
@RuleMetadata(
    summary = "A placeholder without a known value",
    category = Category.CONVENTIONS,
    severity = dev.pgreview.report.Severity.ERROR,
    why =
        "The deployment stops at it, or puts in a value with which the statement was never tried.",
    fix = "Set it under migrations in .pgreview.yml with the value of the deployment.",
    catalogue = "placeholder-left-in")
public final class PlaceholderLeftIn extends NoticeRule {

  @Override
  protected boolean isAbout(DetectionNotice.Kind kind) {
    return switch (kind) {
      case UNRESOLVED_PLACEHOLDER, STAND_IN_PLACEHOLDER -> true;
      case DUPLICATE_VERSION,
          MISSING_DOWN,
          ORPHAN_DOWN,
          CALLBACK,
          CODE_MIGRATION,
          MISNAMED,
          MALFORMED,
          REFUSED,
          EMPTY,
          UNREADABLE,
          DAMAGED,
          TRANSACTION,
          CONDITIONAL,
          NOT_LISTED,
          EDITED,
          DELETED,
          RENAMED,
          OUT_OF_ORDER,
          REPEATABLE_ASSUMED ->
          false;
    };
  }
}
