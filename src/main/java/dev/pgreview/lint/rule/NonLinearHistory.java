package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.NoticeRule;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.migration.DetectionNotice;

/** A deployed migration is edited, deleted or renamed, or a new one sorts before it. */
@RuleMetadata(
    summary = "A deployed migration is edited, deleted or renamed, or a new one sorts before it",
    category = Category.CONVENTIONS,
    severity = dev.pgreview.report.Severity.ERROR,
    why =
        "Databases that ran the old text keep it: the tool stops at the changed checksum, skips the file, or runs it in another order than here.",
    fix = "Leave deployed migrations as they are and write a new one with the next version.",
    catalogue = "non-linear-history")
public final class NonLinearHistory extends NoticeRule {

  @Override
  protected boolean isAbout(DetectionNotice.Kind kind) {
    return switch (kind) {
      case DUPLICATE_VERSION, EDITED, DELETED, RENAMED, OUT_OF_ORDER -> true;
      case MISSING_DOWN,
          ORPHAN_DOWN,
          CALLBACK,
          CODE_MIGRATION,
          UNRESOLVED_PLACEHOLDER,
          STAND_IN_PLACEHOLDER,
          MISNAMED,
          MALFORMED,
          REFUSED,
          EMPTY,
          UNREADABLE,
          DAMAGED,
          TRANSACTION,
          CONDITIONAL,
          NOT_LISTED,
          REPEATABLE_ASSUMED ->
          false;
    };
  }
}
