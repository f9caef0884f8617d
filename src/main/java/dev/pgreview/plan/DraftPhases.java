package dev.pgreview.plan;

import dev.pgreview.plan.PhasedSteps.Run;
import dev.pgreview.plan.PhasedSteps.Step;
import java.util.List;
import java.util.Locale;

/** The phases of a draft: each step with ready SQL, how it is sent, and how it is taken back. */
final class DraftPhases {
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '2s';\n";

  private final PhasedSteps steps;
  private final Existing existing;
  private final DraftText text;

  DraftPhases(PlanRequest request, PhasedSteps steps, DraftText text) {
    this.steps = steps;
    this.existing = new Existing(request);
    this.text = text;
  }

  void write() {
    if (steps.rewritten()) {
      text.paragraph(
          "The steps below are a form of this change that stops nobody for long. Put them in place"
              + " of the migrations, each as a migration of its own, and run pgreview again: the"
              + " lock analysis and the rollback below are those of the migrations as they are"
              + " now.");
    }
    text.paragraph(
        "Each phase is a deployment of its own: expand before the release that needs it, migrate"
            + " while both releases run, contract after the last release that used the old form.");
    for (Phase phase : Phase.values()) {
      phase(phase);
    }
    undo();
    text.heading(3, "Deploy order");
    text.blank();
    if (steps.rewritten()) {
      text.question(
          "Do these steps take the place of the migrations, or do the migrations run as they are,"
              + " and why is that safe?");
    }
    text.question("Which release of the application comes before and after each phase?");
    text.questions(steps.questions());
  }

  private void phase(Phase phase) {
    text.heading(3, phase.title());
    text.paragraph(phase.meaning());
    List<Step> all = steps.steps(phase);
    if (all.isEmpty()) {
      text.paragraph("Nothing to run in this phase.");
    }
    for (int i = 0; i < all.size(); i++) {
      Step step = all.get(i);
      boolean transaction = step.run() == Run.IN_TRANSACTION;
      text.paragraph(
          "**"
              + phase.title()
              + " "
              + (i + 1)
              + "**, "
              + (transaction ? "in a transaction" : "outside a transaction")
              + ", for "
              + DraftText.code(step.place())
              + (step.note().isEmpty() ? "" : ": " + step.note())
              + ".");
      text.sql((transaction ? LOCK_TIMEOUT : "") + step.sql());
    }
  }

  private void undo() {
    List<String> undo = steps.undo();
    if (!undo.isEmpty() && steps.rewritten()) {
      text.heading(3, "Back from expand and migrate");
      text.paragraph("As long as contract has not begun, this takes the steps back.");
      text.sql(String.join(";\n", undo) + ";");
    }
  }

  /** How the backfills are run, with their numbers. */
  void backfill() {
    text.paragraph(
        "Each "
            + String.format(Locale.ROOT, "%,d", Batches.SIZE)
            + " rows of the primary key are a transaction, with a pause after it; the SQL stands"
            + " under Migrate. It can be stopped at any time: it tells the key up to which it is"
            + " done, and goes on there when that is set as its start.");
    text.blank();
    text.row("for", "table", "rows, at most", "batches", "pauses alone");
    text.rule(5);
    for (PhasedSteps.Fill fill : steps.fills()) {
      long rows = existing.size(fill.from(), fill.table()).rows();
      long batches = (rows + Batches.SIZE - 1) / Batches.SIZE;
      text.row(
          DraftText.code(fill.from().path() + ":" + fill.from().span().line()),
          DraftText.code(Names.of(fill.from().before().fullName(fill.table()))),
          String.format(Locale.ROOT, "%,d", rows),
          String.format(Locale.ROOT, "%,d", batches),
          LockTimeTrigger.time(batches * Batches.PAUSE));
    }
    text.blank();
    text.question("When does each backfill run, how long may it take, and who watches it?");
  }

  /** Whether there is anything to say of batches. */
  boolean fills() {
    return !steps.fills().isEmpty();
  }
}
