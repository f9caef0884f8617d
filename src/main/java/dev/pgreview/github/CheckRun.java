package dev.pgreview.github;

import dev.pgreview.report.Conclusion;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A check run of ours.
 *
 * @param externalId what we called it
 * @param status queued, in_progress or completed
 * @param result once it is completed
 * @param annotations how many it has
 * @param page where people see it
 */
public record CheckRun(
    long id,
    String name,
    String headSha,
    String externalId,
    String status,
    Optional<Result> result,
    int annotations,
    Optional<URI> page) {

  /** How a check ends. The first three satisfy a required check. */
  public enum Result {
    SUCCESS,
    NEUTRAL,
    SKIPPED,
    FAILURE,
    ACTION_REQUIRED,
    CANCELLED,
    TIMED_OUT;

    public static Result of(Conclusion conclusion) {
      return switch (conclusion) {
        case SUCCESS -> SUCCESS;
        case NEUTRAL -> NEUTRAL;
        case FAILURE -> FAILURE;
        case ACTION_REQUIRED -> ACTION_REQUIRED;
      };
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Result> byId(String id) {
      for (Result result : values()) {
        if (result.id().equals(id)) {
          return Optional.of(result);
        }
      }
      return Optional.empty();
    }
  }

  public boolean isCompleted() {
    return status.equals("completed");
  }

  static CheckRun of(JsonNode json) {
    return new CheckRun(
        json.path("id").asLong(0),
        json.path("name").asString(""),
        json.path("head_sha").asString(""),
        Api.text(json, "external_id").orElse(""),
        json.path("status").asString(""),
        Api.text(json, "conclusion").flatMap(Result::byId),
        json.path("output").path("annotations_count").asInt(0),
        Api.text(json, "html_url").map(URI::create));
  }
}
