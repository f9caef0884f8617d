package dev.pgreview.lint.page;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.RuleDescription;
import java.util.List;
import java.util.stream.Collectors;

/** The text of {@code docs/rules/README.md}. */
final class IndexText {
  private static final String HEAD =
      """
      # Rules

      One page for each rule: what it finds, why it hurts, what to do, and examples that the tests run on
      PostgreSQL 14 to 18. `pgreview rules` lists the same, `pgreview explain RULE` shows a page.

      A finding names the table and column of the statement. Severities can be changed, and rules switched
      off, in `.pgreview.yml`, for some paths or for all:

      ```yaml
      rules:
        combine-alter-table: off
        drop-column: {severity: warning, paths: ["db/legacy/**"]}
        fk-banned: error          # rules that are off get a severity
      ```

      A single finding is accepted in the SQL, with a reason:

      ```sql
      -- pgreview:ignore drop-column release 2026.10 no longer reads it
      ALTER TABLE invoices DROP COLUMN vat_code;
      ```

      The comment stands above the statement, at the end of its last line, or inside it at the end of the line
      that it is about. `-- pgreview:ignore-file rule-id reason` covers a whole file. Several rules are separated by commas.

      """;

  private static final String TAIL =
      """
      ## Hazards without a rule

      | hazard | why |
      |---|---|
      | `add-column-const-default-old-pg` | only PostgreSQL 10 and older rewrite the table; 14 to 18 are supported |
      | `alter-column-type-safe-widening` | not a fault: these type changes rewrite nothing and are never reported |
      | `hash-index-old-pg` | only PostgreSQL 9 and older |
      | `index-unused` | needs usage statistics of a running server; SQL does not tell |

      """;

  String of(List<RuleDescription> rules) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Category category : Category.values()) {
      List<RuleDescription> own =
          rules.stream().filter(rule -> rule.category() == category).toList();
      if (!own.isEmpty()) {
        text.append("## ").append(category.title()).append("\n\n");
        text.append("| rule | severity | finds | hazards |\n|---|---|---|---|\n");
        text.append(own.stream().map(IndexText::row).collect(Collectors.joining()));
        text.append('\n');
      }
    }
    return text.append(TAIL).toString().strip() + "\n";
  }

  private static String row(RuleDescription rule) {
    String off = rule.enabled() ? "" : " (off)";
    String hazards =
        rule.catalogue().stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
    return "| [%s](%s.md) | %s%s | %s | %s |\n"
        .formatted(rule.id(), rule.id(), rule.severity().id(), off, rule.summary(), hazards);
  }
}
