package dev.pgreview.lint.page;

import dev.pgreview.lint.RuleDescription;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The text of a page: what people wrote, and around it what is derived from the code. */
final class PageText {
  private PageText() {}

  /**
   * The whole page.
   *
   * @param locks the section "Locks", which servers write; empty for none
   */
  static String of(RuleDescription rule, RulePage page, String locks) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(rule.id()).append("\n\n").append(rule.summary()).append(".\n\n");
    section(text, "Why it hurts", rule.why());
    section(text, "What to do", rule.fix());
    optional(text, page, "Notes");
    optional(text, page, "Example");
    optional(text, page, "Setup");
    optional(text, page, "Unsafe");
    optional(text, page, "Safer");
    if (!locks.isBlank()) {
      section(text, "Locks", locks);
    }
    section(text, "Facts", facts(rule));
    return text.toString().strip() + "\n";
  }

  private static void section(StringBuilder text, String heading, String body) {
    text.append("## ").append(heading).append("\n\n").append(body.strip()).append("\n\n");
  }

  private static void optional(StringBuilder text, RulePage page, String heading) {
    if (!page.section(heading).isBlank()) {
      section(text, heading, page.section(heading));
    }
  }

  private static String facts(RuleDescription rule) {
    List<String> rows = new ArrayList<>();
    String off = rule.enabled() ? "" : ", but off until `.pgreview.yml` gives it a severity";
    rows.add("| Severity | " + rule.severity().id() + off + " |");
    rows.add("| Category | " + rule.category().title() + " |");
    rows.add("| PostgreSQL | " + rule.postgres().replace("..", " to ") + " |");
    rows.add("| Catalogue | " + code(rule.catalogue()) + " |");
    String others =
        rule.equivalents().entrySet().stream()
            .map(tool -> tool.getKey() + " " + code(tool.getValue()))
            .collect(Collectors.joining("; "));
    rows.add("| In other tools | " + (others.isEmpty() ? "none" : others) + " |");
    return "| | |\n|---|---|\n" + String.join("\n", rows);
  }

  private static String code(Collection<String> ids) {
    return ids.stream().map(id -> "`" + id + "`").collect(Collectors.joining(", "));
  }
}
