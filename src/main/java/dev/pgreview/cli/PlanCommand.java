package dev.pgreview.cli;

import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.PlanReport;
import dev.pgreview.review.DraftedPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pgreview plan}: the first version of a migration plan. */
@Command(
    name = "plan",
    description = {
      "Draft migration-plan.md for the change: phases with ready SQL, locks, validation and"
          + " rollback SQL.",
      "",
      "What only people know is a question, a line that begins with `- [ ] ?`. Write the answer in"
          + " place of each: the plan gate does not pass before. What counts as deployed is found"
          + " as `pgreview review` does.",
      ""
    })
final class PlanCommand implements Callable<Integer> {
  private static final String QUESTION = "- [ ] ? ";

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = ".",
      description = "Checkout, folder or file. Default: here.")
  private String path = ".";

  @Mixin private ChangeOptions options = new ChangeOptions();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Where it is written. Default: standard output.")
  private @Nullable String output;

  @Option(names = "--force", description = "Overwrite the file if it is there.")
  private boolean force;

  PlanCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (output != null && !force && Files.exists(terminal.resolve(output))) {
      throw new CommandFailure(output + " is there already; --force overwrites it");
    }
    List<DraftedPlan> drafts = drafts(new LocalReview(terminal, options.of(path)).read());
    if (drafts.isEmpty()) {
      say("this change needs no migration plan");
    } else if (output == null) {
      print(drafts);
    } else {
      write(drafts, terminal.resolve(output));
    }
    return ExitCodes.OK;
  }

  private List<DraftedPlan> drafts(ReviewInput input) {
    try (Engine engine = new Engine(terminal.environment());
        Progress progress = new Progress(terminal)) {
      return engine.draftPlans(input, progress);
    }
  }

  private void print(List<DraftedPlan> drafts) {
    for (DraftedPlan draft : drafts) {
      if (drafts.size() > 1) {
        terminal.out().println("<!-- " + draft.path().replace("--", "- -") + " -->\n");
      }
      terminal.out().print(draft.text());
    }
    terminal.out().flush();
    for (DraftedPlan draft : drafts) {
      about(draft);
      say("save it as " + draft.path() + " and answer its " + questions(draft));
    }
  }

  private void write(List<DraftedPlan> drafts, Path file) {
    if (drafts.size() > 1) {
      throw new CommandFailure(
          "the change needs a plan for each of "
              + drafts.stream().map(DraftedPlan::path).collect(Collectors.joining(" and "))
              + ": name the migrations of one of them as PATH");
    }
    DraftedPlan draft = drafts.getFirst();
    boolean there = Files.exists(file);
    TextFiles.write(file, draft.text());
    about(draft);
    say((there ? "overwrote " : "wrote ") + file + "; answer its " + questions(draft));
  }

  /** What the reader of a draft should know besides. */
  private void about(DraftedPlan draft) {
    DryRunReport dryRun = draft.dryRun();
    switch (dryRun.status()) {
      case APPLIED, SKIPPED -> {}
      case FAILED, TIMED_OUT ->
          say(
              "the dry run "
                  + (dryRun.status() == DryRunReport.Status.FAILED ? "failed" : "took too long")
                  + ", so locks are predicted: "
                  + dryRun.error());
    }
    PlanReport gate = draft.gate();
    switch (gate.status()) {
      case NOT_REQUIRED, MISSING -> {}
      case COMPLETE -> say("the plan that is there passes already: " + gate.path().orElse(""));
      case INCOMPLETE ->
          say(
              "a plan is there and incomplete, `pgreview review` says what it lacks: "
                  + gate.path().orElse(""));
    }
  }

  private static String questions(DraftedPlan draft) {
    long count = draft.text().lines().filter(line -> line.startsWith(QUESTION)).count();
    return count == 1 ? "one question" : count + " questions";
  }

  /** Beside the draft, not in it. */
  private void say(String sentence) {
    terminal.err().println("pgreview: " + sentence);
  }
}
