package dev.pgreview.review;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.PlanReport;

/**
 * A migration plan that is still to be completed by people.
 *
 * @param path where the gate looks for it, in the repository
 * @param text Markdown
 * @param gate what the gate says of the plan that is there now
 * @param dryRun where the locks in it come from
 */
public record DraftedPlan(String path, String text, PlanReport gate, DryRunReport dryRun) {}
