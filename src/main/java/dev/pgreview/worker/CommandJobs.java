package dev.pgreview.worker;

import dev.pgreview.command.Command;
import dev.pgreview.command.CommandParser;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.github.GitHubRepository;
import dev.pgreview.github.Permission;
import dev.pgreview.github.PullRequest;
import dev.pgreview.github.Reaction;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.persistence.Acceptance;
import dev.pgreview.pullrequest.Subject;
import dev.pgreview.queue.Job;
import dev.pgreview.queue.QueuedJob;
import dev.pgreview.render.RuleText;
import dev.pgreview.render.StatementComments;
import dev.pgreview.report.Report;
import dev.pgreview.report.StatementReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers commands in comments. */
final class CommandJobs {
  private static final String CLOSED =
      "This pull request is closed. Reopen it, and it is reviewed again.\n";
  private static final String HELP =
      """
      | command | what it does |
      |---|---|
      | `/pgreview explain RULE` | why a rule exists, and what to do |
      | `/pgreview explain FILE:LINE` | what the statement there locks, rewrites and scans; without `FILE:LINE` in a comment on a line |
      | `/pgreview review` | reviews the newest commit once more |
      | `/pgreview plan` | posts a draft of `migration-plan.md` |
      | `/pgreview accept RULE REASON` | lets the findings of a rule that the newest report shows pass on this pull request, on record |
      | `/pgreview help` | this |

      `explain` and `help` are for everybody; `review` and `plan` for the author and people with write access; `accept` for those that `accept` in `.pgreview.yml` of the base branch names, else people with write access.
      """;

  private final Workshop workshop;
  private final ReviewJobs reviews;
  private final Map<String, RuleDescription> rules;
  private final CommandParser parser;

  CommandJobs(Workshop workshop, ReviewJobs reviews) {
    this.workshop = workshop;
    this.reviews = reviews;
    this.rules =
        BuiltInRules.all().stream()
            .map(Rule::description)
            .collect(Collectors.toMap(RuleDescription::id, Function.identity()));
    this.parser = new CommandParser(rules.keySet());
  }

  /** Acknowledges by a reaction, then answers by one comment. */
  void answer(QueuedJob queued, Job.AnswerComment job) {
    List<Command> commands = job.bot() ? List.of() : parser.parse(job.body());
    if (commands.isEmpty()) {
      return;
    }
    GitHubRepository repository = workshop.repository(job.repository());
    Optional<PullRequest> found = repository.pullRequests().find(job.number());
    if (found.isEmpty()) {
      return; // an issue: they share their numbers with pull requests
    }
    PullRequest pull = found.get();
    react(repository, job, Reaction.EYES);
    List<String> answers = new ArrayList<>();
    for (Command command : commands) {
      answers.add(answer(new Asked(queued, job, repository, pull), command));
    }
    String body = String.join("\n---\n\n", answers.stream().filter(a -> !a.isEmpty()).toList());
    if (!body.isEmpty()) {
      reply(repository, job, body);
    }
  }

  /** A command with its circumstances. */
  private record Asked(
      QueuedJob queued, Job.AnswerComment job, GitHubRepository repository, PullRequest pull) {}

  private String answer(Asked asked, Command command) {
    return switch (command) {
      case Command.Help _ -> HELP;
      case Command.Mistake mistake -> mistake.message() + "\n";
      case Command.Explain explain -> explain(asked, explain);
      case Command.Review _ -> mayRun(asked) ? again(asked) : refused("review");
      case Command.Plan _ -> mayRun(asked) ? plan(asked) : refused("plan");
      case Command.Accept accept -> accept(asked, accept);
    };
  }

  private boolean mayRun(Asked asked) {
    return asked.job().author().equalsIgnoreCase(asked.pull().author()) || mayWrite(asked);
  }

  private static boolean mayWrite(Asked asked) {
    return asked.repository().people().permission(asked.job().author()).atLeast(Permission.WRITE);
  }

  private static String refused(String command) {
    return "`/pgreview "
        + command
        + "` is for the author of the pull request and for people with write access. Ask one of"
        + " them.\n";
  }

  private String again(Asked asked) {
    if (asked.pull().state() != PullRequest.State.OPEN) {
      return CLOSED;
    }
    workshop.queue().follow(asked.queued(), onceMore(asked, "command"), _ -> {});
    return "The newest commit is reviewed once more; see its check.\n";
  }

  private static Job.ReviewPullRequest onceMore(Asked asked, String why) {
    return new Job.ReviewPullRequest(
        asked.job().repository(), asked.pull().number(), asked.pull().headSha(), why, true);
  }

  private String accept(Asked asked, Command.Accept accept) {
    if (asked.pull().state() != PullRequest.State.OPEN) {
      return CLOSED;
    }
    ReviewConfig config = subject(asked).policy().config();
    if (!mayAccept(asked, config.accept())) {
      return "You may not accept findings here. "
          + who(config.accept())
          + " (`accept` in `.pgreview.yml` of the base branch).\n";
    }
    String repository = asked.job().repository().name();
    Optional<List<String>> shown =
        workshop
            .store()
            .inTransaction(
                transaction ->
                    transaction
                        .reviews()
                        .fingerprints(repository, asked.pull().number(), accept.rule()));
    if (shown.isEmpty()) {
      return "There is no report on this pull request yet, so nobody can have seen what is to be"
          + " accepted. Say it again when there is one.\n";
    }
    if (shown.get().isEmpty()) {
      return "The newest report has no finding of `"
          + accept.rule()
          + "`: there is nothing to accept, and nothing was recorded.\n";
    }
    record(asked, accept, shown.get());
    return "Recorded: "
        + (shown.get().size() == 1
            ? "the finding of `" + accept.rule() + "` is"
            : "the " + shown.get().size() + " findings of `" + accept.rule() + "` are")
        + " accepted on this pull request. The check is run again and names you and the reason. A"
        + " finding that a later push brings is not accepted by this.\n";
  }

  private void record(Asked asked, Command.Accept accept, List<String> fingerprints) {
    Acceptance acceptance =
        new Acceptance(
            asked.job().repository().name(),
            asked.pull().number(),
            asked.job().comment(),
            accept.rule(),
            fingerprints,
            accept.reason(),
            asked.job().author(),
            asked.pull().headSha(),
            workshop.clock().instant());
    workshop
        .queue()
        .follow(
            asked.queued(),
            onceMore(asked, "acceptance"),
            transaction -> transaction.acceptances().record(acceptance));
  }

  private static boolean mayAccept(Asked asked, ReviewConfig.Accept allowed) {
    String author = asked.job().author();
    if (allowed.users().isEmpty() && allowed.teams().isEmpty()) {
      return mayWrite(asked);
    }
    return allowed.users().stream().anyMatch(author::equalsIgnoreCase)
        || allowed.teams().stream()
            .anyMatch(team -> asked.repository().people().isMember(slug(team), author));
  }

  /** {@code dba}, {@code @owner/dba} and {@code owner/dba} are the same team. */
  private static String slug(String team) {
    return team.substring(team.lastIndexOf('/') + 1).replace("@", "");
  }

  private static String who(ReviewConfig.Accept allowed) {
    return allowed.users().isEmpty() && allowed.teams().isEmpty()
        ? "People with write access may"
        : "Those whom the configuration names may";
  }

  private String explain(Asked asked, Command.Explain explain) {
    Optional<Command.Subject> subject = explain.subject().or(() -> line(asked));
    if (subject.isEmpty()) {
      return "Say what: `/pgreview explain RULE` or `/pgreview explain path/to/file.sql:12`.\n";
    }
    return switch (subject.get()) {
      case Command.RuleSubject rule ->
          RuleText.markdown(Objects.requireNonNull(rules.get(rule.id())));
      case Command.LineSubject line -> explain(asked, line);
    };
  }

  /** The line on which the comment stands. */
  private static Optional<Command.Subject> line(Asked asked) {
    return switch (asked.job().place()) {
      case CONVERSATION -> Optional.empty();
      case REVIEW ->
          asked
              .repository()
              .reviewComments(asked.pull().number())
              .place(asked.job().comment())
              .map(place -> new Command.LineSubject(place.path(), place.line()));
    };
  }

  private String explain(Asked asked, Command.LineSubject place) {
    Report report = reviews.engine().review(subject(asked).change(), true, Map.of());
    Optional<StatementReport> found =
        report.statements().stream()
            .filter(
                one -> one.file().equals(place.file()) || one.file().endsWith("/" + place.file()))
            .filter(
                one -> one.span().line() <= place.line() && place.line() <= one.span().endLine())
            .reduce((outer, inner) -> inner);
    return found
        .map(statement -> StatementComments.explanation(report, statement.index()))
        .orElse(
            "No statement of a changed migration stands there. Name the file as the pull request"
                + " does, and a line on which a statement stands.\n");
  }

  private Subject subject(Asked asked) {
    return reviews.subject(
        asked.repository(), asked.pull(), asked.pull().headSha(), asked.queued().id().toString());
  }

  /** The draft needs a dry run: it has its place among them. */
  private String plan(Asked asked) {
    workshop
        .queue()
        .follow(
            asked.queued(),
            new Job.DraftPlan(
                asked.job().repository(), asked.pull().headSha(), asked.job().author()),
            _ -> {});
    return "The plan is being drafted; a comment will show it.\n";
  }

  private static void react(GitHubRepository repository, Job.AnswerComment job, Reaction reaction) {
    try {
      switch (job.place()) {
        case CONVERSATION -> repository.conversation(job.number()).react(job.comment(), reaction);
        case REVIEW -> repository.reviewComments(job.number()).react(job.comment(), reaction);
      }
    } catch (GitHubException.Refused | GitHubException.Gone | GitHubException.Forbidden notShown) {
      // The answer itself says more.
      return;
    }
  }

  private static void reply(GitHubRepository repository, Job.AnswerComment job, String body) {
    String pointer = "\nThe answer is too long for a comment.";
    switch (job.place()) {
      case CONVERSATION ->
          repository.conversation(job.number()).answer(job.comment(), body, pointer);
      case REVIEW -> repository.reviewComments(job.number()).answer(job.comment(), body, pointer);
    }
  }

  void abandon(Job.AnswerComment job, String reason) {
    reply(
        workshop.repository(job.repository()),
        job,
        "The command could not be done: " + ReviewChecks.plain(reason) + ".\n");
  }
}
