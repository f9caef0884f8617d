package dev.pgreview.lint.page;

import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a page: what people wrote, and around it what is derived from the code. */
final class PageText {
  private static final int LONGEST = 90;

  private final PageReview review = PageReview.withoutServer();

  String of(RuleDescription rule, RulePage page) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(rule.id()).append("\n\n").append(rule.summary()).append(".\n\n");
    section(text, "Why it hurts", rule.why());
    section(text, "What to do", rule.fix());
    optional(text, page, "Notes");
    optional(text, page, "Example");
    optional(text, page, "Setup");
    optional(text, page, "Unsafe");
    optional(text, page, "Safer");
    if (!page.unsafe().isEmpty()) {
      section(text, "Locks", locks(rule, page));
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

  /** What the unsafe statements lock, by the majors for which it is the same. */
  private String locks(RuleDescription rule, RulePage page) {
    Map<String, List<Integer>> byTable = new LinkedHashMap<>();
    int oldest = Integer.parseInt(rule.postgres().substring(0, 2));
    int newest = Integer.parseInt(rule.postgres().substring(4));
    for (int major = oldest; major <= newest; major++) {
      byTable.computeIfAbsent(locks(rule, page, major), t -> new ArrayList<>()).add(major);
    }
    if (byTable.size() == 1) {
      return byTable.keySet().iterator().next();
    }
    return byTable.entrySet().stream()
        .map(entry -> "PostgreSQL " + majors(entry.getValue()) + ":\n\n" + entry.getKey())
        .collect(Collectors.joining("\n\n"));
  }

  private static String majors(List<Integer> majors) {
    return majors.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String locks(RuleDescription rule, RulePage page, int major) {
    List<String> rows = new ArrayList<>();
    for (Example example : page.unsafe()) {
      if (example.majors().anyMatch(m -> m == major)) {
        review.review(rule, page, example, major).statements().stream()
            .filter(statement -> !statement.predicted().locks().isEmpty())
            .forEach(statement -> rows.add(row(statement)));
      }
    }
    return rows.isEmpty()
        ? "The unsafe statements lock nothing that was there before."
        : "| Unsafe statement | Locks | Rewrites | Scans |\n|---|---|---|---|\n"
            + String.join("\n", rows);
  }

  private static String row(StatementReport statement) {
    LockPrediction predicted = statement.predicted();
    String sql = statement.sql().replaceAll("\\s+", " ").replace("|", "\\|");
    String head = sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST - 1) + "…";
    String locks =
        predicted.locks().stream()
            .map(lock -> lock.relation().sql() + " " + lock.mode().sql())
            .collect(Collectors.joining("<br>"));
    return "| `"
        + head
        + "` | "
        + locks
        + " | "
        + names(predicted.rewrites())
        + " | "
        + names(predicted.scans())
        + " |";
  }

  private static String names(Collection<RelationName> relations) {
    return relations.isEmpty()
        ? "–"
        : relations.stream().map(RelationName::sql).collect(Collectors.joining("<br>"));
  }
}
