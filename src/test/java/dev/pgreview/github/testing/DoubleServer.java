package dev.pgreview.github.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      JsonNode json =
          body.length == 0 ? MissingNode.getInstance() : JsonMapper.shared().readTree(body);
      Answerer answerer = new Answerer(exchange, json);
      answerer.answer();
    } catch (RuntimeException broken) {
      violations.add(exchange.getRequestURI() + ": the double broke: " + broken);
      exchange.sendResponseHeaders(500, -1);
    }
  }

  /** One request from its first byte to its last. */
  private final class Answerer {
    private final HttpExchange exchange;
    private final JsonNode body;
    private final String path;

    Answerer(HttpExchange exchange, JsonNode body) {
      this.exchange = exchange;
      this.body = body;
      this.path = moved(exchange.getRequestURI().getRawPath());
    }

    void answer() throws IOException {
      String graphQlPath = root.isEmpty() ? "/graphql" : "/api/graphql";
      if (path.equals(graphQlPath)) {
        Route route = Route.of("POST /graphql", Route.Access.INSTALLATION, "", graphQl::answer);
        route(route, Map.of(), false);
        return;
      }
      String below = path.startsWith(root) ? path.substring(root.length()) : path;
      Optional<TestRepository> elsewhere = renamed(below);
      if (elsewhere.isPresent()) {
        redirect(below, elsewhere.get());
        return;
      }
      for (Route route : routes) {
        Optional<Map<String, String>> variables = route.match(exchange.getRequestMethod(), below);
        if (variables.isPresent()) {
          route(route, decoded(variables.get()), true);
          return;
        }
      }
      violations.add(exchange.getRequestMethod() + " " + below + ": the double has no such path");
      exchange.sendResponseHeaders(404, -1);
    }

    private void route(Route route, Map<String, String> variables, boolean checked)
        throws IOException {
      Optional<Fault> fault = hub.faults().take(route.request());
      FaultInjector injector = new FaultInjector(hub, exchange, fault);
      if (injector.before()) {
        requests.add(route.request() + " fault");
        return;
      }
      Reply reply;
      Call call = call(route, variables, 0);
      try {
        call = call(route, variables, caller(route));
        check(call, checked);
        hub.quotas().count(isContent(route));
        injector.refuse();
        Call asked = call;
        reply = hub.locked(() -> route.handler().apply(asked));
      } catch (Refusal refusal) {
        reply = refusal.reply();
      }
      if (description.isPresent() && checked) {
        reply = reply.with(description.get().completed(call, reply));
        check(call, reply);
      }
      requests.add(route.request() + " " + send(reply, injector));
    }

    private void check(Call call, boolean checked) {
      if (checked) {
        description.ifPresent(is -> note(call, "request", is.problems(call)));
      }
      if (!exchange.getRequestHeaders().containsKey("User-Agent")
          || !exchange.getRequestHeaders().containsKey("X-GitHub-Api-Version")) {
        note(call, "request", List.of("User-Agent or X-GitHub-Api-Version is missing"));
      }
    }

    private void check(Call call, Reply reply) {
      // These are not described for every path, although GitHub answers them on every path.
      boolean described = reply.status() / 100 == 2;
      if (described) {
        description.ifPresent(is -> note(call, "answer", is.problems(call, reply)));
      }
    }

    private void note(Call call, String what, List<String> problems) {
      problems.forEach(
          problem ->
              violations.add(
                  what + " " + call.method() + " " + call.templatePath() + ": " + problem));
    }

    private Call call(Route route, Map<String, String> variables, long installation) {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
      return new Call(
          route.method(), route.template(), variables, query(), headers, body, installation);
    }

    /** The installation that asks; 0 for the App. */
    private long caller(Route route) {
      String header = exchange.getRequestHeaders().getFirst("Authorization");
      String token = header == null ? "" : header.replaceFirst("^(Bearer|token) ", "");
      return switch (route.access()) {
        case ANYBODY -> 0;
        case APP -> {
          AppKeys.check(token, hub.appId(), hub.clock().instant());
          yield 0;
        }
        case INSTALLATION -> {
          long installation =
              hub.locked(() -> hub.installationOf(token))
                  .orElseThrow(() -> Refusal.of(401, "Bad credentials"));
          if (hub.lacks(route.permission())) {
            throw Refusal.of(403, "Resource not accessible by integration");
          }
          yield installation;
        }
      };
    }

    private int send(Reply reply, FaultInjector injector) throws IOException {
      byte[] content =
          reply.body().isMissingNode()
              ? new byte[0]
              : reply.body().toString().getBytes(StandardCharsets.UTF_8);
      hub.quotas().headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("X-GitHub-Request-Id", "D0:" + hub.nextId());
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      if (exchange.getRequestMethod().equals("GET") && reply.status() == 200) {
        String etag =
            "W/\""
                + Integer.toHexString(java.util.Arrays.hashCode(content))
                + content.length
                + "\"";
        exchange.getResponseHeaders().set("ETag", etag);
        if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
          hub.quotas().free();
          exchange.sendResponseHeaders(304, -1);
          return 304;
        }
      }
      injector.after(reply.status(), content);
      return reply.status();
    }

    private Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      String raw = exchange.getRequestURI().getRawQuery();
      for (String pair : raw == null ? new String[0] : raw.split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
      }
      return query;
    }

    private void redirect(String below, TestRepository repository) throws IOException {
      String rest = below.replaceFirst("^/repos/[^/]+/[^/]+", "");
      String query = exchange.getRequestURI().getRawQuery();
      String address =
          api() + "/repositories/" + repository.id() + rest + (query == null ? "" : "?" + query);
      exchange.getResponseHeaders().set("Location", address);
      exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 301 : 307, -1);
      requests.add(exchange.getRequestMethod() + " " + below + " redirected");
    }
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

  private static boolean isContent(Route route) {
    return route.method().equals("POST")
        && (route.template().contains("/comments") || route.template().contains("/reviews"));
  }

  private static Map<String, String> decoded(Map<String, String> variables) {
    Map<String, String> decoded = new LinkedHashMap<>();
    variables.forEach((name, value) -> decoded.put(name, decode(value)));
    return decoded;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Writes a body, packed when the client takes it so. */
  static void write(HttpExchange exchange, int status, byte[] content) throws IOException {
    if (content.length == 0) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (accepted != null && accepted.contains("gzip") && content.length > 1000) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.sendResponseHeaders(status, 0);
      try (OutputStream out = new java.util.zip.GZIPOutputStream(exchange.getResponseBody())) {
        out.write(content);
      }
      return;
    }
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }
}
