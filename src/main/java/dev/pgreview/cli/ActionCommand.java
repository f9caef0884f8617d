package dev.pgreview.cli;

import dev.pgreview.action.ActionException;
import dev.pgreview.action.ActionRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code pgreview action}: a step of a GitHub workflow. */
@Command(
    name = "action",
    description = {
      "Review the pull request that a GitHub workflow was started for.",
      "",
      "It posts a check run and comments with the workflow's token; where that may not write, as for"
          + " pull requests from forks, the step's annotations, summary and report say the same."
    },
    footer = {"", "Everything is taken from the runner's environment: docs/action.md."})
final class ActionCommand implements Callable<Integer> {
  private final Terminal terminal;

  ActionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (DryRunChoice dryRuns = DryRunChoice.of(terminal.environment())) {
      return ActionRun.run(terminal.environment(), dryRuns.policy(), terminal.out())
          .map(ExitCodes::of)
          .orElse(ExitCodes.OK);
    } catch (ActionException problem) {
      throw new CommandFailure(String.valueOf(problem.getMessage()), problem);
    }
  }
}
