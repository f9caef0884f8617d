package dev.pgreview.render;

import dev.pgreview.report.Report;

/** A report in one line, for titles. */
public final class Headline {
  private Headline() {}

  /** For example {@code This change must not be deployed as it is: 1 error, plan missing}. */
  public static String of(Report report) {
    return Verdict.headline(report) + ": " + Verdict.details(report);
  }
}
