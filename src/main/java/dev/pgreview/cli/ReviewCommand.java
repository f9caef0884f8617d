package dev.pgreview.cli;

import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.render.ConsoleOptions;
import dev.pgreview.render.RenderOptions;
import dev.pgreview.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pgreview review}: the main job. */
@Command(
    name = "review",
    description = {
      "Find the migrations that are new or changed and review them.",
      "",
      "What counts as deployed, the first that applies: --base, --since, `baseline` in"
          + " .pgreview.yml, the merge base with the default branch, the newest commit that"
          + " touched a migration. The report says which it took.",
      ""
    })
final class ReviewCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final PgReview root;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      defaultValue = ".",
      description = "Checkout, folder or file. Default: here.")
  private String path = ".";

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<ReportOutput> outputs = new ArrayList<>();

  @Mixin private ChangeOptions options = new ChangeOptions();

  ReviewCommand(Terminal terminal, PgReview root) {
    this.terminal = terminal;
    this.root = root;
  }

  @Override
  public Integer call() {
    List<ReportOutput> wanted = ReportOutput.checked(outputs);
    ReviewInput input = new LocalReview(terminal, options.of(path)).read();
    Report report = review(input);
    RenderOptions looks =
        new RenderOptions(
            input.sources(), rules(), new ConsoleOptions(root.usesColours(), terminal.width()));
    for (ReportOutput output : wanted) {
      output.write(report, looks, terminal);
    }
    return ExitCodes.of(report.conclusion());
  }

  private Report review(ReviewInput input) {
    try (Engine engine = new Engine(terminal.environment());
        Progress progress = new Progress(terminal)) {
      return engine.review(input, progress);
    }
  }

  private static List<RuleDescription> rules() {
    return BuiltInRules.all().stream().map(Rule::description).toList();
  }
}
