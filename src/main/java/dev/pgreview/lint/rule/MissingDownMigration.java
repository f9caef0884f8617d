package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.NoticeRule;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.migration.DetectionNotice;

/** A migration without the way back that its tool has. */
@RuleMetadata(
    summary = "A migration without the way back that its tool has",
    category = Category.CONVENTIONS,
    severity = dev.pgreview.report.Severity.NOTICE,
    why = "When the deployment has to be taken back there is nothing to run.",
    fix = "Write the down script, or say in the plan why there is none.",
    catalogue = {"missing-down-migration", "irreversible-no-rollback"})
public final class MissingDownMigration extends NoticeRule {

  @Override
  protected boolean isAbout(DetectionNotice.Kind kind) {
    return switch (kind) {
      case MISSING_DOWN -> true;
      case DUPLICATE_VERSION,
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
          EDITED,
          DELETED,
          RENAMED,
          OUT_OF_ORDER,
          REPEATABLE_ASSUMED ->
          false;
    };
  }
}
