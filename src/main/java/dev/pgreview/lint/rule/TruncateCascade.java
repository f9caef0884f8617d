package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.ChangeRule;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.Impact;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.TableChange;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** TRUNCATE … CASCADE of a table in use. */
@RuleMetadata(
    summary = "TRUNCATE … CASCADE of a table in use",
    category = Category.COMPATIBILITY,
    severity = Severity.ERROR,
    why =
        "CASCADE also empties every table that refers to it with a foreign key, and "
            + "those that refer to them, whatever ON DELETE says.",
    fix =
        "Name every table that is to be emptied, without CASCADE: TRUNCATE then fails "
            + "if one was forgotten.",
    catalogue = {"truncate-cascade", "truncate"},
    equivalents =
        """
          squawk: ban-truncate-cascade;
          pgfence: truncate-cascade, truncate;
          pgls: banTruncateCascade, banTruncate;
          safemigrate-lint: truncate-cascade-banned;
          bytebase: STATEMENT_DISALLOW_TRUNCATE;
          pgsafe: truncate
          """,
    subsumes = {"truncate"})
public final class TruncateCascade extends ChangeRule<TableChange.Truncate> {
  public TruncateCascade() {
    super(TableChange.Truncate.class);
  }

  @Override
  protected void check(
      TableChange.Truncate change,
      AnalyzedStatement statement,
      RuleContext context,
      Consumer<Diagnosis> found) {
    if (!change.cascade()) {
      return;
    }
    for (QualifiedName name : change.relations()) {
      if (context.inUse(statement, name)) {
        List<String> others = Dependents.referencingTables(statement.before(), name);
        String table = Impact.name(statement.before().fullName(name));
        Diagnosis diagnosis =
            Diagnosis.of(
                statement,
                "TRUNCATE … CASCADE empties "
                    + table
                    + " and every table that refers to it"
                    + (others.isEmpty() ? "." : ": " + Impact.list(others) + "."));
        String all =
            name.sql() + others.stream().map(other -> ", " + other).collect(Collectors.joining());
        found.accept(
            others.isEmpty()
                ? diagnosis
                : diagnosis.fix(
                    "Name every table that is to be emptied: TRUNCATE then fails if one was forgotten. All their rows are lost.",
                    "TRUNCATE " + all + ";"));
      }
    }
  }
}
