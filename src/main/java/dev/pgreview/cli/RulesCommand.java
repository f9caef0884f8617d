package dev.pgreview.cli;

import dev.pgreview.lint.Category;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.render.JsonText;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pgreview rules}: all rules. */
@Command(name = "rules", description = "List all rules.")
final class RulesCommand implements Callable<Integer> {
  private final PrintStream out;

  /** Named as they are typed. */
  @SuppressWarnings("MemberName")
  enum Format {
    console,
    json,
    markdown
  }

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "console",
      description = "${COMPLETION-CANDIDATES}.")
  private Format format = Format.console;

  RulesCommand(Terminal terminal) {
    this.out = terminal.out();
  }

  @Override
  public Integer call() {
    List<RuleDescription> rules = BuiltInRules.all().stream().map(Rule::description).toList();
    switch (format) {
      case console -> console(rules);
      case json -> out.print(json(rules));
      case markdown -> markdown(rules);
    }
    return ExitCodes.OK;
  }

  private void console(List<RuleDescription> rules) {
    int width = rules.stream().mapToInt(rule -> rule.id().length()).max().orElse(0);
    for (Category category : Category.values()) {
      List<RuleDescription> of = of(rules, category);
      if (of.isEmpty()) {
        continue;
      }
      out.println(category.title());
      for (RuleDescription rule : of) {
        out.printf(
            "  %-" + width + "s  %-7s  %s%n",
            rule.id(),
            rule.enabled() ? rule.severity().id() : "off",
            rule.summary());
      }
      out.println();
    }
    out.println(
        rules.size() + " rules. `pgreview explain RULE` shows its page; .pgreview.yml sets them.");
  }

  private static List<RuleDescription> of(List<RuleDescription> rules, Category category) {
    return rules.stream().filter(rule -> rule.category() == category).toList();
  }

  private static String json(List<RuleDescription> rules) {
    return JsonText.pretty(
        json ->
            json.objects(
                rules,
                rule -> {
                  json.string("id", rule.id());
                  json.string("severity", rule.severity().id());
                  json.string("category", rule.category().id());
                  json.string("summary", rule.summary());
                  json.strings("catalogue", rule.catalogue());
                  json.object("equivalents", () -> rule.equivalents().forEach(json::strings));
                  json.string("postgres", rule.postgres());
                  json.string("docs", rule.docs());
                  json.bool("enabled", rule.enabled());
                }));
  }

  private void markdown(List<RuleDescription> rules) {
    for (Category category : Category.values()) {
      List<RuleDescription> of = of(rules, category);
      if (of.isEmpty()) {
        continue;
      }
      out.println("## " + category.title());
      out.println();
      out.println("| rule | severity | finds | PostgreSQL |");
      out.println("|---|---|---|---|");
      for (RuleDescription rule : of) {
        out.println(
            "| ["
                + rule.id()
                + "]("
                + rule.docs()
                + ") | "
                + (rule.enabled() ? rule.severity().id() : "off")
                + " | "
                + escaped(rule.summary())
                + " | "
                + rule.postgres().replace("..", " to ")
                + " |");
      }
      out.println();
    }
  }

  private static String escaped(String summary) {
    StringBuilder escaped = new StringBuilder();
    summary
        .chars()
        .forEach(
            c ->
                escaped
                    .append(List.of('|', '<', '*', '_', '`').contains((char) c) ? "\\" : "")
                    .append((char) c));
    return escaped.toString();
  }

  /** Ids of all rules, for configuration and did-you-mean. */
  static List<String> ids() {
    return BuiltInRules.all().stream().map(Rule::id).toList();
  }
}
