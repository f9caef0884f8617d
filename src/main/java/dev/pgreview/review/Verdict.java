package dev.pgreview.review;

import dev.pgreview.config.ReviewConfig.FailOn;
import dev.pgreview.report.Conclusion;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.Severity;
import java.util.List;

/** From what was found to the conclusion. */
final class Verdict {
  private Verdict() {}

  static Conclusion of(
      List<Finding> findings, PlanReport plan, DryRunReport dryRun, FailOn failOn) {
    if (dryRunFailed(dryRun) || findings.stream().anyMatch(finding -> fails(finding, failOn))) {
      return Conclusion.FAILURE;
    }
    if (plan.required() && plan.status() != PlanReport.Status.COMPLETE) {
      return Conclusion.ACTION_REQUIRED;
    }
    boolean errors =
        findings.stream()
            .anyMatch(
                finding -> finding.suppressed() == null && finding.severity() == Severity.ERROR);
    return errors ? Conclusion.NEUTRAL : Conclusion.SUCCESS;
  }

  private static boolean dryRunFailed(DryRunReport dryRun) {
    return switch (dryRun.status()) {
      case FAILED, TIMED_OUT -> true;
      case APPLIED, SKIPPED -> false;
    };
  }

  private static boolean fails(Finding finding, FailOn failOn) {
    if (finding.suppressed() != null) {
      return false;
    }
    return switch (failOn) {
      case ERROR -> finding.severity() == Severity.ERROR;
      case WARNING -> finding.severity().compareTo(Severity.WARNING) >= 0;
      case NOTICE -> true;
      case NEVER -> false;
    };
  }
}
