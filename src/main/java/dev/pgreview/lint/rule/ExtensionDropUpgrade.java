package dev.pgreview.lint.rule;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Diagnosis;
import dev.pgreview.lint.RuleContext;
import dev.pgreview.lint.RuleMetadata;
import dev.pgreview.lint.StatementRule;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.report.Severity;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import java.util.Locale;
import java.util.function.Consumer;

/** Dropping or upgrading an extension. */
@RuleMetadata(
    summary = "Dropping or upgrading an extension",
    category = Category.COMPATIBILITY,
    severity = Severity.WARNING,
    why =
        "An upgrade runs the extension's own SQL, which may lock or rewrite what uses "
            + "it and cannot be undone; a drop takes its types, functions and operators away.",
    fix =
        "Try it on a copy of production first, read the extension's release notes, and "
            + "run it by itself in a quiet hour.",
    catalogue = "extension-drop-upgrade",
    equivalents =
        """
          pg-schema-diff: UPGRADING_EXTENSION_VERSION
          """)
public final class ExtensionDropUpgrade extends StatementRule {

  @Override
  protected void check(
      AnalyzedStatement statement, RuleContext context, Consumer<Diagnosis> found) {
    if (statement.statement().change() instanceof ObjectChange.AlterExtension alter
        && alter.action().toLowerCase(Locale.ROOT).contains("update")) {
      found.accept(
          Diagnosis.of(
              statement,
              "Extension "
                  + Identifiers.quote(alter.name())
                  + " is upgraded in place; there is no way back."));
    }
    if (statement.statement().change() instanceof ObjectChange.Drop drop
        && drop.kind() == ObjectKind.EXTENSION
        && !drop.cascade()) {
      for (ObjectChange.Target target : drop.objects()) {
        if (statement
            .before()
            .extension(target.name().name())
            .filter(extension -> !extension.origin().isBase())
            .isEmpty()) {
          found.accept(
              Diagnosis.of(
                  statement,
                  "Dropping extension "
                      + Identifiers.quote(target.name().name())
                      + " takes its types and functions away from running application versions."));
        }
      }
    }
  }
}
