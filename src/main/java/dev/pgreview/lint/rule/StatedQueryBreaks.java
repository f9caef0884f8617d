package dev.pgreview.lint.rule;

import dev.pgreview.lint.BrokenQuery;
import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.report.Severity;
import java.util.function.Consumer;

/** A stated query that can be prepared before the change and not after it. */
@RuleMetadata(
    summary = "A query of the application that works before the change and not after it",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "The application that is running while this is deployed sends it: from the commit of the "
            + "migration until the last old process is gone, each such query fails.",
    fix =
        "Keep what the query needs until no process sends it any more: add the new form first, "
            + "deploy the application, and take the old form away in a later migration.",
    catalogue = "stated-query-breaks")
public final class StatedQueryBreaks extends Rule {

  @Override
  protected void check(RuleContext context, Consumer<Diagnosis> found) {
    for (BrokenQuery query : context.brokenQueries()) {
      found.accept(
          Diagnosis.of(
              new Diagnosis.InFile(query.file().path(), query.range()),
              "This query can be prepared before the change and not after it: "
                  + query.error().message()
                  + " ("
                  + query.error().state()
                  + ")"));
    }
  }
}
