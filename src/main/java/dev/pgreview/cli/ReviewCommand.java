package dev.pgreview.cli;

import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.migration.Migration;
import dev.pgreview.render.ConsoleOptions;
import dev.pgreview.render.RenderOptions;
import dev.pgreview.render.SourceTexts;
import dev.pgreview.report.Report;
import dev.pgreview.schema.PostgresVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--base",
      paramLabel = "REV|none",
      description = "Deployed is what this git revision has; none: nothing exists before.")
  private @Nullable String base;

  @Option(
      names = "--since",
      paramLabel = "VERSION",
      description = "Deployed is everything up to this version.")
  private @Nullable String since;

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<ReportOutput> outputs = new ArrayList<>();

  @Option(
      names = "--postgres",
      paramLabel = "MAJOR",
      converter = Converters.Version.class,
      description = "Major version of PostgreSQL, 14 to 18.")
  private @Nullable PostgresVersion postgres;

  @Option(names = "--no-dry-run", description = "Do not apply the change to a real PostgreSQL.")
  private boolean noDryRun;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Instead of the nearest .pgreview.yml.")
  private @Nullable String config;

  @Option(
      names = "--stats",
      paramLabel = "FILE",
      description = "Table sizes in production, see docs/configuration.md.")
  private @Nullable String stats;

  ReviewCommand(Terminal terminal, PgReview root) {
    this.terminal = terminal;
    this.root = root;
  }

  @Override
  public Integer call() {
    List<ReportOutput> wanted = ReportOutput.checked(outputs);
    LocalReview local =
        new LocalReview(
            terminal,
            new LocalReview.Options(
                path,
                Optional.ofNullable(base),
                Optional.ofNullable(since),
                Optional.ofNullable(postgres),
                !noDryRun,
                Optional.ofNullable(config),
                Optional.ofNullable(stats)));
    ReviewInput input = local.read();
    Report report = review(input);
    RenderOptions options =
        new RenderOptions(
            sources(input), rules(), new ConsoleOptions(root.usesColours(), terminal.width()));
    for (ReportOutput output : wanted) {
      output.write(report, options, terminal);
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

  private static SourceTexts sources(ReviewInput input) {
    return new SourceTexts(
        input.change().changed().stream()
            .collect(
                Collectors.toMap(
                    Migration::path, migration -> migration.up().text(), (one, same) -> one)));
  }
}
