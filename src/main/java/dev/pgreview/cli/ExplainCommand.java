package dev.pgreview.cli;

import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.RulePage;
import dev.pgreview.lint.RuleSearch;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.render.ConsoleOptions;
import dev.pgreview.render.ConsoleRulePage;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code pgreview explain}: a rule, or the statement at a line. */
@Command(
    name = "explain",
    description = {
      "Explain a rule, or what the statement at a line locks, rewrites and scans, whom that blocks"
          + " and until when.",
      "",
      "A rule has its id, a hazard of the catalogue, or its id in another tool, for instance"
          + " squawk:adding-not-nullable-field. For a statement the options are those of `pgreview"
          + " review`; one that is deployed already is explained as if it ran again after what ran"
          + " before it.",
      ""
    })
final class ExplainCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final PgReview root;

  @Parameters(paramLabel = "RULE|FILE:LINE", description = "A rule's id, or a line of a migration.")
  private String what = "";

  @Mixin private ChangeOptions options = new ChangeOptions();

  ExplainCommand(Terminal terminal, PgReview root) {
    this.terminal = terminal;
    this.root = root;
  }

  @Override
  public Integer call() {
    ConsoleOptions looks = new ConsoleOptions(root.usesColours(), terminal.width());
    Optional<FilePlace> place = FilePlace.parse(what);
    terminal
        .out()
        .print(
            place.isPresent()
                ? new StatementAtLine(terminal, options).explain(place.get(), looks)
                : rule(looks));
    return ExitCodes.OK;
  }

  private String rule(ConsoleOptions looks) {
    List<RuleDescription> rules = BuiltInRules.all().stream().map(Rule::description).toList();
    return switch (new RuleSearch(rules).find(what)) {
      case RuleSearch.Result.Found found -> {
        String known = found.known().map(sentence -> sentence + "\n\n").orElse("");
        yield known + ConsoleRulePage.render(found.rule(), RulePage.of(found.rule()), looks);
      }
      case RuleSearch.Result.Ambiguous several ->
          throw new CommandFailure(
              "`"
                  + what
                  + "` is what several rules find; name one:\n  "
                  + String.join("\n  ", several.ids()));
      case RuleSearch.Result.Unknown unknown -> throw new CommandFailure(unknown(unknown));
    };
  }

  private String unknown(RuleSearch.Result.Unknown unknown) {
    if (Files.isRegularFile(terminal.resolve(what))) {
      return "say which line of " + what + ": `pgreview explain " + what + ":LINE`";
    }
    return "there is no rule `"
        + what
        + "`"
        + unknown
            .meant()
            .map(name -> "; did you mean `" + name + "`?")
            .orElse("; `pgreview rules` lists all");
  }
}
