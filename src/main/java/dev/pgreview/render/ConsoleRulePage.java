package dev.pgreview.render;

import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.RulePage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A rule's page for a terminal. */
public final class ConsoleRulePage {
  private static final String INDENT = "  ";

  /** What the page repeats of the rule's description, which is shown in another form. */
  private static final List<String> LEFT_OUT = List.of("Facts");

  private final RuleDescription rule;
  private final ConsoleOptions options;
  private final Paint paint;
  private final StringBuilder out = new StringBuilder();

  private ConsoleRulePage(RuleDescription rule, ConsoleOptions options) {
    this.rule = rule;
    this.options = options;
    this.paint = options.paint();
  }

  /** The whole page, with a line break at the end. */
  public static String render(RuleDescription rule, RulePage page, ConsoleOptions options) {
    return new ConsoleRulePage(rule, options).all(page);
  }

  private String all(RulePage page) {
    out.append(paint.bold(rule.id()))
        .append("  ")
        .append(paint.severity(rule.severity(), rule.severity().id()))
        .append(paint.faint(rule.enabled() ? "" : ", off by default"))
        .append(paint.faint("  " + rule.category().title()))
        .append(paint.faint("  PostgreSQL " + majors()))
        .append('\n');
    paragraph("", rule.summary() + ".");
    for (Map.Entry<String, String> section : page.sections().entrySet()) {
      if (!LEFT_OUT.contains(section.getKey())) {
        heading(section.getKey());
        new ConsoleMarkdown(options, INDENT, out).write(section.getValue());
      }
    }
    facts();
    return out.toString();
  }

  private String majors() {
    String[] ends = rule.postgres().split("\\.\\.");
    return ends[0].equals(ends[1]) ? ends[0] : ends[0] + " to " + ends[1];
  }

  private void heading(String title) {
    out.append('\n').append(paint.bold(title)).append('\n');
  }

  private void facts() {
    heading("Hazards");
    paragraph(INDENT, String.join(", ", rule.catalogue()));
    if (!rule.equivalents().isEmpty()) {
      heading("In other tools");
      int width = rule.equivalents().keySet().stream().mapToInt(DisplayText::width).max().orElse(0);
      rule.equivalents()
          .forEach(
              (tool, ids) ->
                  hanging(
                      INDENT + paint.faint(DisplayText.padded(tool, width)) + "  ",
                      INDENT.length() + width + 2,
                      ids.stream().collect(Collectors.joining(", "))));
    }
    heading("Accepting it");
    paragraph(
        INDENT,
        "One finding: `-- pgreview:ignore "
            + rule.id()
            + " REASON` above the statement. All: `rules: {"
            + rule.id()
            + ": off}` in .pgreview.yml.");
    out.append('\n').append(paint.faint("The same page: " + rule.docs())).append('\n');
  }

  private void paragraph(String indent, String text) {
    hanging(indent, indent.length(), text);
  }

  private void hanging(String lead, int cells, String text) {
    String before = lead;
    for (String line : DisplayText.wrapped(text, options.proseWidth() - cells)) {
      out.append(before).append(line).append('\n');
      before = " ".repeat(cells);
    }
  }
}
