package dev.pgreview.render;

import dev.pgreview.lint.RuleDescription;

/** A rule in a few lines of Markdown. */
public final class RuleText {
  private RuleText() {}

  public static String markdown(RuleDescription rule) {
    return "**"
        + MarkdownText.text(rule.summary())
        + "** "
        + MarkdownText.code(rule.id())
        + " ("
        + rule.severity().id()
        + ", PostgreSQL "
        + rule.postgres()
        + ")\n\n*Why:* "
        + MarkdownText.text(rule.why())
        + "\n\n*Fix:* "
        + MarkdownText.text(rule.fix())
        + "\n";
  }
}
