package dev.pgreview.github;

import dev.pgreview.github.CheckOutput.Annotation;
import dev.pgreview.github.http.ApiRequest;
import java.net.URI;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Check runs: made once, whatever happens to an answer on its way, and completed last of all, so
 * that a run never has its conclusion before its annotations.
 */
public final class CheckRuns {
  private static final int MOST_PAGES = 100;

  private final Api api;
  private final OptionalLong appId;
  private final InstantSource clock;

  CheckRuns(Api api, OptionalLong appId, InstantSource clock) {
    this.api = api;
    this.appId = appId;
    this.clock = clock;
  }

  /**
   * Makes a check run that waits; when there is one with the same external id, that one.
   *
   * @param headSha a pull request's newest commit, or a merge group's
   * @param externalId what we call it, the same when the same is tried again
   * @param details where its link leads
   */
  public CheckRun create(String name, String headSha, String externalId, URI details) {
    ObjectNode body =
        Api.object()
            .put("name", name)
            .put("head_sha", headSha)
            .put("external_id", externalId)
            .put("details_url", details.toString())
            .put("status", "queued");
    ApiRequest request = ApiRequest.post("/repos/{+repo}/check-runs", api.repository()).json(body);
    return Api.once(
        () ->
            of(name, headSha).stream()
                .filter(run -> run.externalId().equals(externalId))
                .findFirst(),
        () -> CheckRun.of(api.send(request)));
  }

  /** Our check runs of this name on a commit, newest first. */
  public List<CheckRun> of(String name, String headSha) {
    ApiRequest request =
        ApiRequest.get("/repos/{+repo}/commits/{ref}/check-runs", api.repository(), headSha)
            .query("check_name", name)
            .query("filter", "all");
    if (appId.isPresent()) {
      request = request.query("app_id", appId.getAsLong());
    }
    return api.list(request, page -> page.path("check_runs"), MOST_PAGES).stream()
        .map(CheckRun::of)
        .filter(run -> run.name().equals(name))
        .toList();
  }

  /** A check run as it is now. */
  public CheckRun get(long id) {
    return CheckRun.of(
        api.send(ApiRequest.get("/repos/{+repo}/check-runs/{id}", api.repository(), id)));
  }

  /** Says that the work has begun, and what is known so far. May be called any number of times. */
  public CheckRun progress(CheckRun run, CheckOutput output) {
    return publish(run, output, Api.object().put("status", "in_progress"));
  }

  /**
   * Ends a check run. Annotations that it has already are not sent again; the conclusion goes with
   * the last request.
   */
  public CheckRun complete(CheckRun run, CheckRun.Result result, CheckOutput output) {
    ObjectNode end =
        Api.object()
            .put("status", "completed")
            .put("conclusion", result.id())
            .put("completed_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return publish(run, output, end);
  }

  private CheckRun publish(CheckRun run, CheckOutput output, ObjectNode last) {
    List<Annotation> left = new ArrayList<>(missing(run, output.annotations()));
    while (left.size() > CheckRunBody.MOST_ANNOTATIONS) {
      List<Annotation> batch = left.subList(0, CheckRunBody.MOST_ANNOTATIONS);
      ObjectNode body = Api.object().put("status", "in_progress");
      // Sent once only: GitHub would append them again.
      update(run, CheckRunBody.fill(body, output, batch), false);
      batch.clear();
    }
    return update(run, CheckRunBody.fill(last, output, left), left.isEmpty());
  }

  private CheckRun update(CheckRun run, ObjectNode body, boolean repeatable) {
    return CheckRun.of(
        api.send(
            ApiRequest.patch("/repos/{+repo}/check-runs/{id}", api.repository(), run.id())
                .json(body)
                .again(repeatable)));
  }

  /** What makes two annotations one: GitHub may give back blank ends otherwise. */
  private static Annotation plain(Annotation annotation) {
    return new Annotation(
        annotation.path(),
        annotation.startLine(),
        annotation.endLine(),
        annotation.severity(),
        Marker.plain(annotation.title()),
        Marker.plain(annotation.message()));
  }

  /** GitHub appends annotations: those that an earlier try brought there must not be sent again. */
  private List<Annotation> missing(CheckRun run, List<Annotation> wanted) {
    List<Annotation> sendable = wanted.stream().map(CheckRunBody::limited).distinct().toList();
    if (sendable.isEmpty() || get(run.id()).annotations() == 0) {
      return sendable;
    }
    ApiRequest request =
        ApiRequest.get("/repos/{+repo}/check-runs/{id}/annotations", api.repository(), run.id());
    Set<Annotation> there = new HashSet<>();
    for (JsonNode json : api.list(request, MOST_PAGES)) {
      CheckRunBody.annotation(json).map(CheckRuns::plain).ifPresent(there::add);
    }
    return sendable.stream().filter(one -> !there.contains(plain(one))).toList();
  }
}
