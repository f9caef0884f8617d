package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.lint.AlterTableRule;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Identifiers;
import java.util.function.Consumer;

/** Timestamp to timestamptz (or back) in a session whose TimeZone is not UTC. */
@RuleMetadata(
    summary = "timestamp to timestamptz (or back) in a session whose TimeZone is not UTC",
    category = Category.LOCKING,
    severity = Severity.ERROR,
    why =
        "The whole table and all its indexes are written anew under ACCESS EXCLUSIVE; "
            + "and the values are taken to be in whatever time zone the session happens to "
            + "have.",
    fix =
        "If the values are in UTC, set the session's time zone to UTC for this "
            + "transaction: then the change rewrites nothing.",
    catalogue = "alter-type-timestamptz-session-tz",
    equivalents =
        """
          strong_migrations: change_column;
          online_migrations: change_column
          """)
public final class AlterTypeTimestamptzSessionTz
    extends AlterTableRule<AlterTableAction.AlterColumnType> {
  public AlterTypeTimestamptzSessionTz() {
    super(AlterTableAction.AlterColumnType.class);
  }

  @Override
  protected void check(
      AlterTableAction.AlterColumnType action, AlterSite site, Consumer<Diagnosis> found) {
    if (site.rewrites() && TypeChange.isTimestampPair(action, site)) {
      String column = Identifiers.quote(action.column());
      String sql =
          "SET LOCAL timezone = 'UTC';\nALTER TABLE "
              + site.sql()
              + " ALTER COLUMN "
              + column
              + " TYPE "
              + action.type().display();
      found.accept(
          site.diagnose(
                  "Changing "
                      + site.name()
                      + "."
                      + column
                      + " to "
                      + action.type().display()
                      + " rewrites the whole table, because the session's TimeZone is not known to be UTC.")
              .because(
                  "All reads and writes of "
                      + site.name()
                      + " wait while it is written anew"
                      + Impact.duration(site.statement())
                      + "; and the values are taken to be in the session's time zone, whatever that is.")
              .fix(
                  "If the values are in UTC, set the time zone for this transaction, and leave USING away: then nothing is rewritten.",
                  sql + ";"));
    }
  }
}
