package dev.pgreview.webhook;

import dev.pgreview.persistence.Unreachable;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /webhooks/github}: checks, writes down, answers. The work is done by jobs. Is there
 * only when the App is set up.
 */
@Requires(beans = WebhookSignature.class)
@Controller("/webhooks/github")
public final class WebhookController {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);

  private final WebhookSignature signature;
  private final WebhookIntake intake;
  private final WebhookMetrics metrics;

  public WebhookController(
      WebhookSignature signature, WebhookIntake intake, WebhookMetrics metrics) {
    this.signature = signature;
    this.intake = intake;
    this.metrics = metrics;
  }

  @Post
  @Consumes(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  MutableHttpResponse<String> receive(
      @Header("X-GitHub-Delivery") @Nullable String delivery,
      @Header("X-GitHub-Event") @Nullable String event,
      @Header("X-Hub-Signature-256") @Nullable String signed,
      @Body byte @Nullable [] body) {
    byte[] bytes = body == null ? new byte[0] : body;
    if (!signature.matches(bytes, signed)) {
      metrics.refused("signature");
      return answer(
          HttpStatus.UNAUTHORIZED,
          "refused",
          signed == null
              ? "the header X-Hub-Signature-256 is missing"
              : "the signature does not belong to the body: compare the webhook secrets");
    }
    String id = delivery == null ? "" : delivery;
    String name = event == null ? "" : event;
    try (MDC.MDCCloseable _ = MDC.putCloseable("delivery", id)) {
      return taken(id, name, bytes);
    }
  }

  private MutableHttpResponse<String> taken(String id, String event, byte[] body) {
    try {
      return answer(event, intake.take(id, event, body));
    } catch (RuntimeException failure) {
      if (!Unreachable.isCauseOf(failure)) {
        throw failure;
      }
      // Nothing is lost: GitHub notes the failure, and failed deliveries are fetched again.
      LOG.warn("{} not taken, the store cannot be reached: {}", event, failure.getMessage());
      metrics.refused("store");
      return answer(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "the store cannot be reached");
    }
  }

  private MutableHttpResponse<String> answer(String event, WebhookIntake.Result result) {
    return switch (result) {
      case WebhookIntake.Accepted accepted -> {
        metrics.accepted(event);
        LOG.info("{} accepted, jobs: {}", event, accepted.jobs());
        yield answer(HttpStatus.ACCEPTED, "accepted", "");
      }
      case WebhookIntake.Ignored ignored -> {
        metrics.ignored();
        yield answer(HttpStatus.ACCEPTED, "ignored", ignored.reason());
      }
      case WebhookIntake.Duplicate duplicate -> {
        metrics.duplicate();
        yield answer(HttpStatus.ACCEPTED, "duplicate", "");
      }
      case WebhookIntake.Refused refused -> {
        metrics.refused("content");
        yield answer(HttpStatus.BAD_REQUEST, "refused", refused.reason());
      }
    };
  }

  private static MutableHttpResponse<String> answer(HttpStatus status, String what, String reason) {
    ObjectNode json = JsonMapper.shared().createObjectNode().put("status", what);
    if (!reason.isEmpty()) {
      json.put("reason", reason);
    }
    return HttpResponse.<String>status(status)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .body(json.toString());
  }
}
