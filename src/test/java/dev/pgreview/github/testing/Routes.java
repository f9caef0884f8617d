package dev.pgreview.github.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** All that the double answers. */
final class Routes {
  private final GitHubDouble hub;
  private final List<Route> all = new ArrayList<>();

  Routes(GitHubDouble hub) {
    this.hub = hub;
    new AppRoutes(hub).addTo(this);
    new ContentRoutes(hub).addTo(this);
    new PullRoutes().addTo(this);
    new CheckRoutes(hub).addTo(this);
    new CommentRoutes(hub).addTo(this);
  }

  List<Route> all() {
    return all;
  }

  void add(Route route) {
    all.add(route);
  }

  /** A request about a repository in which the App is installed. */
  void repository(
      String request, String permission, BiFunction<TestRepository, Call, Reply> handler) {
    add(
        Route.of(
            request,
            Route.Access.INSTALLATION,
            permission,
            call -> handler.apply(repository(call), call)));
  }

  private TestRepository repository(Call call) {
    return hub.find(call.variable("owner") + "/" + call.variable("repo"))
        .filter(repository -> hub.covers(call.installation(), repository))
        .orElseThrow(Refusal::notFound);
  }
}
