package dev.pgreview.github.testing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Check runs, with GitHub's limits. */
final class CheckRoutes {
  private static final int MOST_ANNOTATIONS = 50;
  private static final int MOST_TEXT = 65_535;
  private static final int MOST_RUNS = 1_000;

  private final GitHubDouble hub;

  CheckRoutes(GitHubDouble hub) {
    this.hub = hub;
  }

  void addTo(Routes routes) {
    String repo = "/repos/{owner}/{repo}";
    routes.repository("POST " + repo + "/check-runs", "checks", this::create);
    routes.repository("GET " + repo + "/check-runs/{check_run_id}", "checks", this::get);
    routes.repository("PATCH " + repo + "/check-runs/{check_run_id}", "checks", this::update);
    routes.repository(
        "GET " + repo + "/check-runs/{check_run_id}/annotations", "checks", this::annotations);
    routes.repository("GET " + repo + "/commits/{ref}/check-runs", "checks", this::list);
  }

  private Reply create(TestRepository repository, Call call) {
    String sha = call.body().path("head_sha").asString("");
    if (!repository.git().isCommit(sha)) {
      throw Refusal.of(422, "No commit found for SHA: " + sha);
    }
    check(call.body());
    long suite = repository.suite(sha);
    String name = call.body().path("name").asString("");
    long ofThisName =
        repository.checkRunsNow().stream()
            .filter(run -> run.suite() == suite && run.name().equals(name))
            .count();
    if (ofThisName >= MOST_RUNS) {
      throw Refusal.of(422, "Maximum number of check runs reached");
    }
    TestCheckRun run = new TestCheckRun(hub.nextId(), suite, sha);
    run.change(call.body(), Shapes.time(hub.clock().instant()));
    repository.checkRunsNow().add(run);
    send(repository, run, "created");
    return Reply.created(Shapes.checkRun(repository, run));
  }

  private Reply update(TestRepository repository, Call call) {
    TestCheckRun run = find(repository, call);
    check(call.body());
    run.change(call.body(), Shapes.time(hub.clock().instant()));
    if (run.status().equals("completed")) {
      send(repository, run, "completed");
    }
    return Reply.ok(Shapes.checkRun(repository, run));
  }

  private void send(TestRepository repository, TestCheckRun run, String action) {
    hub.webhooks()
        .sendLater(
            repository, "check_run", Shapes.checkRunEvent(repository, run, action, hub.botLogin()));
  }

  private static void check(JsonNode body) {
    JsonNode output = body.path("output");
    if (output.path("annotations").size() > MOST_ANNOTATIONS) {
      throw Refusal.invalid("CheckRun", "annotations", "at most 50 annotations");
    }
    for (String field : List.of("summary", "text")) {
      String text = output.path(field).asString("");
      if (text.length() > MOST_TEXT) {
        throw Refusal.invalid("CheckRun", field, field + " exceeds a maximum length of 65535");
      }
      whole(text);
    }
    if (body.path("status").asString("").equals("completed") && !body.has("conclusion")) {
      throw Refusal.invalid("CheckRun", "conclusion", "conclusion is required");
    }
    for (JsonNode annotation : output.path("annotations")) {
      boolean ordered =
          annotation.path("start_line").asInt() <= annotation.path("end_line").asInt();
      boolean title = annotation.path("title").asString("").length() <= 255;
      if (!ordered || !title || annotation.path("path").asString("").isEmpty()) {
        throw Refusal.invalid("CheckAnnotation", "annotation", "Invalid annotation");
      }
    }
  }

  /** Half a character is not taken by anybody. */
  private static void whole(String text) {
    if (!java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw Refusal.of(400, "Problems parsing JSON");
    }
  }

  private static TestCheckRun find(TestRepository repository, Call call) {
    return repository.checkRunsNow().stream()
        .filter(run -> run.id() == call.number("check_run_id"))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private Reply get(TestRepository repository, Call call) {
    return Reply.ok(Shapes.checkRun(repository, find(repository, call)));
  }

  private Reply annotations(TestRepository repository, Call call) {
    TestCheckRun run = find(repository, call);
    String address = Shapes.address(repository, "/check-runs/" + run.id() + "/annotations");
    List<ObjectNode> all =
        run.annotations().stream()
            .map(one -> (ObjectNode) one.deepCopy())
            .map(one -> one.put("blob_href", "https://github.example/blob"))
            .toList();
    return Reply.page(call, address, all);
  }

  private Reply list(TestRepository repository, Call call) {
    String sha =
        repository
            .resolve(call.variable("ref"))
            .orElseThrow(() -> Refusal.of(422, "No commit found for SHA"));
    boolean latest = call.query("filter", "latest").equals("latest");
    String app = call.query("app_id", Long.toString(hub.appNumber()));
    Set<String> names = new HashSet<>();
    List<ObjectNode> found = new ArrayList<>();
    for (TestCheckRun run : repository.checkRunsNow().reversed()) {
      boolean wanted =
          run.headSha().equals(sha)
              && call.query("check_name", run.name()).equals(run.name())
              && app.equals(Long.toString(hub.appNumber()));
      if (wanted && (names.add(run.name()) || !latest)) {
        found.add(Shapes.checkRun(repository, run));
      }
    }
    String address = Shapes.address(repository, "/commits/" + sha + "/check-runs");
    Reply page = Reply.page(call, address, found);
    ObjectNode json = JsonMapper.shared().createObjectNode().put("total_count", found.size());
    json.set("check_runs", (ArrayNode) page.body());
    return page.with(json);
  }
}
