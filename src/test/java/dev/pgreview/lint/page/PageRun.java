package dev.pgreview.lint.page;

import dev.pgreview.lint.RuleDescription;
import dev.pgreview.report.Report;

/** An example as it was reviewed, with a dry run, on one major. */
record PageRun(RuleDescription rule, Example example, int major, Report report) {
  /** For messages: {@code add-column-serial unsafe 1}. */
  String block() {
    return rule.id() + " " + example.name();
  }
}
