package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides which jobs an event asks for. Pure: it asks nobody. */
public sealed interface WebhookEvent
    permits PullRequestEvent,
        IssueCommentEvent,
        ReviewCommentEvent,
        CheckRunEvent,
        CheckSuiteEvent,
        MergeGroupEvent {
  /** All that are acted upon; any other is answered and ignored. */
  Map<String, WebhookEvent> BY_NAME =
      List.of(
              new PullRequestEvent(),
              new IssueCommentEvent(),
              new ReviewCommentEvent(),
              new CheckRunEvent(),
              new CheckSuiteEvent(),
              new MergeGroupEvent())
          .stream()
          .collect(Collectors.toUnmodifiableMap(WebhookEvent::name, Function.identity()));

  /** As in the header {@code X-GitHub-Event}. */
  String name();

  /** The jobs; none when the event changes nothing for us. */
  List<Job> jobs(Payload payload, RepositoryId repository);

  /** The jobs of any event; none for unknown ones and for those without an installation. */
  static List<Job> jobs(String event, Payload payload) {
    Optional<RepositoryId> repository = payload.repository();
    WebhookEvent known = BY_NAME.get(event);
    return known == null || repository.isEmpty()
        ? List.of()
        : known.jobs(payload, repository.get());
  }
}
