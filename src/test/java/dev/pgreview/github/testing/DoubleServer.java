package dev.pgreview.github.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** The double over HTTP: who asks, faults, limits, ETags, and the check of both directions. */
final class DoubleServer {
  private final GitHubDouble hub;
  private final String root;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Route> routes;
  private final GraphQlEndpoint graphQl;
  private final Optional<GitHubDescription> description;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> violations = new CopyOnWriteArrayList<>();

  private DoubleServer(GitHubDouble hub, String root, HttpServer http) {
    this.hub = hub;
    this.root = root;
    this.http = http;
    this.routes = new Routes(hub).all();
    this.graphQl = new GraphQlEndpoint(hub);
    this.description =
        GitHubDescription.load(routes.stream().map(Route::template).collect(Collectors.toSet()));
  }

  static DoubleServer start(GitHubDouble hub, String root) {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      DoubleServer server = new DoubleServer(hub, root, http);
      http.setExecutor(server.threads);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  URI api() {
    return URI.create("http://localhost:" + http.getAddress().getPort() + root);
  }

  List<String> requests() {
    return List.copyOf(requests);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  void stop() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange http) throws IOException {
    try (http) {
      byte[] body = http.getRequestBody().readAllBytes();
      JsonNode json =
          body.length == 0 ? MissingNode.getInstance() : JsonMapper.shared().readTree(body);
      answer(new DoubleExchange(hub, this, http, json));
    } catch (RuntimeException broken) {
      violations.add(http.getRequestURI() + ": the double broke: " + broken);
      http.sendResponseHeaders(500, -1);
    }
  }

  private void answer(DoubleExchange exchange) throws IOException {
    String path = moved(exchange.path());
    if (path.equals(root.isEmpty() ? "/graphql" : "/api/graphql")) {
      exchange.graphQl(graphQl);
      return;
    }
    String below = path.startsWith(root) ? path.substring(root.length()) : path;
    Optional<TestRepository> elsewhere = renamed(below);
    if (elsewhere.isPresent()) {
      exchange.redirect(below, elsewhere.get());
      return;
    }
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(exchange.method(), below);
      if (variables.isPresent()) {
        exchange.route(route, variables.get());
        return;
      }
    }
    violations.add(exchange.method() + " " + below + ": the double has no such path");
    exchange.unknown();
  }

  Optional<GitHubDescription> description() {
    return description;
  }

  void done(String request) {
    requests.add(request);
  }

  void violated(String problem) {
    violations.add(problem);
  }

  private Optional<TestRepository> renamed(String path) {
    String[] steps = path.split("/");
    return steps.length > 3 && steps[1].equals("repos")
        ? hub.movedTo(steps[2] + "/" + steps[3])
        : Optional.empty();
  }

  /** {@code /repositories/ID} is where redirects lead. */
  private String moved(String path) {
    String start = root + "/repositories/";
    if (!path.startsWith(start)) {
      return path;
    }
    String[] steps = path.substring(start.length()).split("/", 2);
    return hub.byId(Long.parseLong(steps[0]))
        .map(repository -> root + "/repos/" + repository.name() + "/" + steps[1])
        .orElse(path);
  }
}
