package dev.pgreview.github.testing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The App, its tokens and deliveries, and teams. */
final class AppRoutes {
  private final GitHubDouble hub;

  AppRoutes(GitHubDouble hub) {
    this.hub = hub;
  }

  void addTo(Routes routes) {
    routes.add(Route.of("GET /app", Route.Access.APP, "", call -> Reply.ok(Shapes.app(hub))));
    routes.add(
        Route.of(
            "GET /user",
            Route.Access.INSTALLATION,
            "",
            call -> {
              throw Refusal.of(403, "Resource not accessible by integration");
            }));
    routes.add(
        Route.of(
            "POST /app/installations/{installation_id}/access_tokens",
            Route.Access.APP,
            "",
            this::token));
    routes.add(Route.of("GET /app/hook/deliveries", Route.Access.APP, "", this::deliveries));
    routes.add(
        Route.of("GET /app/hook/deliveries/{delivery_id}", Route.Access.APP, "", this::delivery));
    routes.add(
        Route.of(
            "POST /app/hook/deliveries/{delivery_id}/attempts",
            Route.Access.APP,
            "",
            this::redeliver));
    routes.add(
        Route.of(
            "POST /app-manifests/{code}/conversions", Route.Access.ANYBODY, "", this::convert));
    routes.add(
        Route.of(
            "GET /orgs/{org}/teams/{team_slug}/memberships/{username}",
            Route.Access.INSTALLATION,
            "members",
            this::membership));
  }

  private Reply token(Call call) {
    Installations.Token token =
        hub.installations()
            .token(call.number("installation_id"), hub.nextId())
            .orElseThrow(Refusal::notFound);
    ObjectNode json =
        Shapes.object()
            .put("token", token.secret())
            .put("expires_at", Shapes.time(token.until()))
            .put("repository_selection", "selected");
    json.putObject("permissions").put("checks", "write").put("contents", "read");
    return Reply.created(json);
  }

  private Reply deliveries(Call call) {
    int size = Integer.parseInt(call.query("per_page", "30"));
    long cursor = Long.parseLong(call.query("cursor", Long.toString(Long.MAX_VALUE)));
    List<Webhooks.Delivery> older =
        hub.webhooks().deliveries().reversed().stream().filter(one -> one.id() < cursor).toList();
    ArrayNode page = JsonMapper.shared().createArrayNode();
    older.stream().limit(size).forEach(one -> page.add(Webhooks.shape(one)));
    if (older.size() <= size) {
      return Reply.ok(page);
    }
    String next =
        hub.api() + "/app/hook/deliveries?per_page=" + size + "&cursor=" + older.get(size - 1).id();
    return new Reply(200, page, Map.of("Link", "<" + next + ">; rel=\"next\""));
  }

  private Reply delivery(Call call) {
    Webhooks.Delivery found = find(call.number("delivery_id"));
    ObjectNode json = (ObjectNode) Webhooks.shape(found);
    ObjectNode request = json.putObject("request");
    request.putObject("headers").put("X-GitHub-Event", found.event());
    request.set("payload", JsonMapper.shared().readTree(found.payload()));
    json.putObject("response").putNull("headers").putNull("payload");
    return Reply.ok(json);
  }

  private Webhooks.Delivery find(long id) {
    return hub.webhooks().deliveries().stream()
        .filter(one -> one.id() == id)
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  private Reply redeliver(Call call) {
    var _ = hub.webhooks().redeliverLater(find(call.number("delivery_id")).id());
    return new Reply(202, Shapes.object(), Map.of());
  }

  private Reply convert(Call call) {
    if (!hub.useCode(call.variable("code"))) {
      throw Refusal.notFound();
    }
    ObjectNode json = Shapes.app(hub);
    json.put("client_id", "Iv1.abc")
        .put("client_secret", "client secret")
        .put("webhook_secret", "webhook secret")
        .put("pem", hub.privateKey());
    return Reply.created(json);
  }

  private Reply membership(Call call) {
    Set<String> members =
        hub.teams().getOrDefault(call.variable("org") + "/" + call.variable("team_slug"), Set.of());
    if (!members.contains(call.variable("username"))) {
      throw Refusal.notFound();
    }
    return Reply.ok(
        Shapes.object()
            .put("state", "active")
            .put("role", "member")
            .put("url", hub.api() + "/teams/1/memberships/" + call.variable("username")));
  }
}
