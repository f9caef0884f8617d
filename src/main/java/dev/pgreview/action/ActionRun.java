package dev.pgreview.action;

import dev.pgreview.github.CheckRun;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.GitHubToken;
import dev.pgreview.github.PullRequest;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.pullrequest.DryRunPolicy;
import dev.pgreview.pullrequest.Publisher;
import dev.pgreview.pullrequest.ReviewEngine;
import dev.pgreview.pullrequest.Subject;
import dev.pgreview.pullrequest.SubjectReader;
import dev.pgreview.render.ConsoleOptions;
import dev.pgreview.render.RenderOptions;
import dev.pgreview.render.ReportFormat;
import dev.pgreview.render.SourceTexts;
import dev.pgreview.report.Conclusion;
import dev.pgreview.report.Report;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One review in a workflow's step. The change is read through the API, so that nothing of it is
 * checked out or run but in the dry run, and what it says of itself does not count.
 */
public final class ActionRun {
  private static final String CHECK = "pgreview";
  private static final ConsoleOptions LOG_LOOKS = new ConsoleOptions(false, 120);

  private final ActionEnvironment environment;
  private final DryRunPolicy dryRuns;
  private final RunnerLog log;
  private final Patience patience;

  private ActionRun(
      ActionEnvironment environment, DryRunPolicy dryRuns, RunnerLog log, Patience patience) {
    this.environment = environment;
    this.dryRuns = dryRuns;
    this.log = log;
    this.patience = patience;
  }

  /**
   * Reviews what the workflow was started for.
   *
   * @param variables the step's environment
   * @param out the step's log
   * @return what it came to; empty when there is nothing to review any more
   * @throws ActionException when it cannot be done
   */
  public static Optional<Conclusion> run(
      Map<String, String> variables, DryRunPolicy dryRuns, PrintStream out) {
    return new ActionRun(
            ActionEnvironment.of(variables), dryRuns, new RunnerLog(out), Patience.STANDARD)
        .run();
  }

  /**
   * What is reviewed.
   *
   * @param untrusted whether it comes from a fork
   */
  private record Target(
      SubjectReader.Request request, OptionalInt pullRequest, boolean untrusted) {}

  private Optional<Conclusion> run() {
    try (GitHubToken token =
        GitHubToken.open(
            environment.api(),
            environment.token(),
            InstantSource.system(),
            new SimpleMeterRegistry())) {
      GitHubRepository repository = token.repository(environment.repository());
      Optional<Target> target = patience.ask(() -> target(repository));
      return target.map(found -> review(repository, found));
    } catch (GitHubException failure) {
      throw new ActionException(
          "GitHub did not answer as it should: "
              + failure.getMessage()
              + "; the token needs the permission contents: read",
          failure);
    }
  }

  private Optional<Target> target(GitHubRepository repository) {
    return switch (environment.event()) {
      case ActionEvent.MergeGroup group ->
          Optional.of(
              new Target(
                  new SubjectReader.Request(
                      environment.runKey(),
                      group.baseSha(),
                      group.headSha(),
                      "What the merge group is merged into counts as deployed."),
                  OptionalInt.empty(),
                  // Only people who may write to the repository put changes into the queue.
                  false));
      case ActionEvent.PullRequestPushed pushed -> {
        PullRequest pull = repository.pullRequests().get(pushed.number());
        if (pull.state() != PullRequest.State.OPEN) {
          log.notice(pull.display() + " is not open any more: there is nothing to review");
          yield Optional.empty();
        }
        yield Optional.of(
            new Target(
                new SubjectReader.Request(
                    environment.runKey(),
                    pull.baseRef(),
                    pushed.headSha(),
                    "The branch " + pull.baseRef() + " counts as deployed."),
                OptionalInt.of(pull.number()),
                pull.isFork()));
      }
    };
  }

  private Conclusion review(GitHubRepository repository, Target target) {
    Optional<CheckRun> check =
        attempt(
            "the check run",
            () ->
                repository
                    .checkRuns()
                    .create(
                        CHECK, target.request().head(), environment.runKey(), environment.page()));
    Shown shown =
        check.isPresent()
            ? watched(repository, target, check.get())
            : reviewed(repository, target, check);
    boolean published = publish(shown, target, check);
    new StepFiles(environment).outputs(shown.report(), published);
    return shown.report().conclusion();
  }

  /** With a check run that ends whatever comes. */
  private Shown watched(GitHubRepository repository, Target target, CheckRun check) {
    try (Cancellation cancellation = new Cancellation(repository, check)) {
      Shown shown;
      try {
        shown = reviewed(repository, target, Optional.of(check));
      } catch (RuntimeException | Error failure) {
        if (!cancellation.begun()) {
          new BrokenOff(repository, patience).end(check, failure);
        }
        throw failure;
      }
      if (cancellation.begun()) {
        throw new ActionException("the step was cancelled");
      }
      return shown;
    }
  }

  private Shown reviewed(GitHubRepository repository, Target target, Optional<CheckRun> check) {
    Subject subject = patience.ask(() -> reader().read(repository, target.request()));
    ReviewEngine engine = new ReviewEngine(dryRuns);
    Report report = engine.review(subject.change(), target.untrusted(), Map.of());
    if (subject.hasMigrations()) {
      Publisher lint = publisher(new Shown(repository, subject, report));
      check.ifPresent(run -> attempt("the check run", () -> lint.lint(run)));
      report = engine.review(subject.change().withDryRun(true), target.untrusted(), Map.of());
    }
    log.untrusted(
        ReportFormat.CONSOLE.render(
            report, new RenderOptions(SourceTexts.NONE, List.of(), LOG_LOOKS)));
    StepFiles files = new StepFiles(environment);
    files.reports(report);
    files.summary(report);
    return new Shown(repository, subject, report);
  }

  private record Shown(GitHubRepository repository, Subject subject, Report report) {}

  /** On the pull request, or else in the step's own annotations. */
  private boolean publish(Shown shown, Target target, Optional<CheckRun> check) {
    Publisher publisher = publisher(shown);
    boolean concluded =
        check.flatMap(run -> attempt("the check run", () -> publisher.conclude(run))).isPresent();
    if (!concluded) {
      log.commands(ReportFormat.GITHUB.render(shown.report(), RenderOptions.DEFAULT));
      // Something in what it shows was refused: it ends without.
      check.ifPresent(run -> attempt("the check run's end", () -> publisher.concludeBriefly(run)));
    }
    boolean commented =
        target.pullRequest().isEmpty()
            || attempt("the comments", () -> publisher.comments(target.pullRequest().getAsInt()))
                .isPresent();
    return concluded && commented;
  }

  /** Its buttons would reach nobody: only an App hears of them. */
  private Publisher publisher(Shown shown) {
    return Publisher.withoutButtons(
        shown.repository(), shown.subject(), shown.report(), environment.page());
  }

  /** What is shown on the pull request is worth a try; the step says the same. */
  private <T> Optional<T> attempt(String what, Supplier<T> publication) {
    try {
      return Optional.of(patience.ask(publication));
    } catch (GitHubException.Forbidden readOnly) {
      log.notice(
          what
              + " cannot be written with this token, as for pull requests from forks; the result is"
              + " in this step's annotations, in the summary and in the report (permissions:"
              + " checks: write, pull-requests: write)");
      return Optional.empty();
    } catch (GitHubException failure) {
      log.warning(what + " could not be written: " + failure.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Boolean> attempt(String what, Runnable publication) {
    return attempt(
        what,
        () -> {
          publication.run();
          return true;
        });
  }

  private static SubjectReader reader() {
    return new SubjectReader(
        BuiltInRules.all().stream()
            .map(Rule::description)
            .map(rule -> rule.id())
            .collect(Collectors.toSet()));
  }
}
