package dev.pgreview.render;

import dev.pgreview.report.Conclusion;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import java.util.ArrayList;
import java.util.List;

/** The verdict in words. */
final class Verdict {
  private Verdict() {}

  /** One clause: {@code Merge stays closed}, {@code Nothing blocks}. */
  static String headline(Report report) {
    return switch (report.conclusion()) {
      case SUCCESS -> report.files().isEmpty() ? "No migrations to review" : "Nothing blocks";
      case NEUTRAL -> "Nothing blocks, but read the findings";
      case FAILURE -> "This change must not be deployed as it is";
      case ACTION_REQUIRED -> "A migration plan is needed before this change is deployed";
    };
  }

  /** The counts behind it, joined by commas: {@code 2 errors, 1 warning, plan missing}. */
  static String details(Report report) {
    List<String> parts = new ArrayList<>();
    add(parts, report.count(Severity.ERROR), "error");
    add(parts, report.count(Severity.WARNING), "warning");
    add(parts, report.count(Severity.NOTICE), "notice");
    if (parts.isEmpty()) {
      parts.add("no findings");
    }
    if (report.suppressed() > 0) {
      parts.add(report.suppressed() + " suppressed");
    }
    if (report.plan().required()) {
      parts.add("plan " + report.plan().status().id());
    }
    parts.add(dryRun(report.dryRun()));
    return String.join(", ", parts);
  }

  static String dryRun(DryRunReport dryRun) {
    return switch (dryRun.status()) {
      case APPLIED -> "dry run applied";
      case FAILED -> "dry run failed";
      case SKIPPED -> "no dry run";
      case TIMED_OUT -> "dry run timed out";
    };
  }

  /** The dry run in one sentence, without what went wrong. */
  static String dryRunSentence(DryRunReport dryRun) {
    String where =
        dryRun.server() == null
            ? ""
            : " on "
                + (dryRun.server().equals("container") ? "a " : "an ")
                + dryRun.server()
                + " PostgreSQL"
                + (dryRun.postgresVersion() == null ? "" : " " + dryRun.postgresVersion());
    String base =
        Amounts.count(dryRun.baseFiles(), "base migration")
            + (dryRun.baseFromCache() ? " from the template" : "");
    String took = " (" + base + ", " + Amounts.time(dryRun.duration()) + ")";
    return switch (dryRun.status()) {
      case APPLIED -> "applied" + where + took;
      case FAILED -> "failed" + where + took;
      case TIMED_OUT -> "timed out" + where + took;
      case SKIPPED -> "skipped";
    };
  }

  static String plan(PlanReport plan) {
    return switch (plan.status()) {
      case NOT_REQUIRED -> "not required";
      case MISSING -> "required and missing";
      case INCOMPLETE -> "required and incomplete";
      case COMPLETE -> "complete";
    };
  }

  static String mark(Conclusion conclusion) {
    return switch (conclusion) {
      case SUCCESS -> "✓";
      case NEUTRAL -> "•";
      case FAILURE -> "✗";
      case ACTION_REQUIRED -> "!";
    };
  }

  private static void add(List<String> parts, long number, String noun) {
    if (number > 0) {
      parts.add(Amounts.count(number, noun));
    }
  }
}
