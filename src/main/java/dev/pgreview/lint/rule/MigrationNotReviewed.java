package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.NoticeRule;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.migration.DetectionNotice;

/** A migration whose SQL cannot be reviewed, or not wholly. */
@RuleMetadata(
    summary = "A migration whose SQL cannot be reviewed, or not wholly",
    category = Category.CONVENTIONS,
    severity = dev.pgreview.report.Severity.WARNING,
    why =
        "What it does to the database is not known here: its locks and breakages are nobody's finding.",
    fix = "Render it to SQL and add that, or review it by hand and say so in the plan.",
    catalogue = "opaque-do-block")
public final class MigrationNotReviewed extends NoticeRule {

  @Override
  protected boolean isAbout(DetectionNotice.Kind kind) {
    return switch (kind) {
      case CALLBACK, CODE_MIGRATION, UNREADABLE, CONDITIONAL, EMPTY, REPEATABLE_ASSUMED -> true;
      case DUPLICATE_VERSION,
          MISSING_DOWN,
          ORPHAN_DOWN,
          UNRESOLVED_PLACEHOLDER,
          STAND_IN_PLACEHOLDER,
          MISNAMED,
          MALFORMED,
          TRANSACTION,
          NOT_LISTED,
          EDITED,
          DELETED,
          RENAMED,
          OUT_OF_ORDER ->
          false;
    };
  }
}
