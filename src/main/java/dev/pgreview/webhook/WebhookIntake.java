package dev.pgreview.webhook;

import dev.pgreview.persistence.Delivery;
import dev.pgreview.persistence.Delivery.Intake;
import dev.pgreview.queue.Job;
import dev.pgreview.queue.JobQueue;
import dev.pgreview.webhook.event.Payload;
import dev.pgreview.webhook.event.WebhookEvent;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a delivery to jobs, whichever way it came: over HTTP, or fetched again from GitHub. */
public final class WebhookIntake {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_ID = 200;

  private final JobQueue queue;

  /** What became of a delivery. */
  public sealed interface Result {}

  /** Its jobs are enqueued. */
  public record Accepted(int jobs) implements Result {}

  /** Nothing is to be done. */
  public record Ignored(String reason) implements Result {}

  /** It was done before, or is being done. */
  public record Duplicate() implements Result {}

  /** It is no delivery of GitHub's. */
  public record Refused(String reason) implements Result {}

  public WebhookIntake(JobQueue queue) {
    this.queue = queue;
  }

  /**
   * Takes a delivery whose signature was checked.
   *
   * @param id from {@code X-GitHub-Delivery}
   * @param event from {@code X-GitHub-Event}
   */
  public Result take(String id, String event, byte[] body) {
    if (id.isBlank() || id.length() > LONGEST_ID) {
      return new Refused("the header X-GitHub-Delivery is missing");
    }
    if (event.isBlank() || event.length() > LONGEST_ID) {
      return new Refused("the header X-GitHub-Event is missing");
    }
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JacksonException broken) {
      return new Refused("the body is not JSON");
    }
    if (!root.isObject()) {
      return new Refused("the body is not a JSON object");
    }
    Payload payload = new Payload(root);
    List<Job> jobs = WebhookEvent.jobs(event, payload);
    Intake intake =
        queue.accept(
            new Delivery(
                id,
                event,
                payload.text("action"),
                payload.text("repository.full_name").filter(name -> !name.isBlank())),
            jobs);
    if (intake == Intake.DUPLICATE) {
      return new Duplicate();
    }
    return jobs.isEmpty() ? new Ignored(reason(event, payload)) : new Accepted(jobs.size());
  }

  private static String reason(String event, Payload payload) {
    if (!WebhookEvent.BY_NAME.containsKey(event)) {
      return "nothing is done for the event " + event;
    }
    Optional<?> repository = payload.repository();
    return repository.isEmpty()
        ? "it names no repository in which the App is installed"
        : "nothing is done for this " + event;
  }
}
