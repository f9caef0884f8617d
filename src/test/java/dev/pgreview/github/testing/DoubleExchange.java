package dev.pgreview.github.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;

/** One request to the double, from its first byte to its last. */
final class DoubleExchange {
  private final GitHubDouble hub;
  private final DoubleServer server;
  private final HttpExchange exchange;
  private final JsonNode body;

  DoubleExchange(GitHubDouble hub, DoubleServer server, HttpExchange exchange, JsonNode body) {
    this.hub = hub;
    this.server = server;
    this.exchange = exchange;
    this.body = body;
  }

  String path() {
    return exchange.getRequestURI().getRawPath();
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /** For a path that is nobody's. */
  void unknown() throws IOException {
    exchange.sendResponseHeaders(404, -1);
  }

  /** GraphQL is not in the description. */
  void graphQl(GraphQlEndpoint endpoint) throws IOException {
    route(
        Route.of("POST /graphql", Route.Access.INSTALLATION, "", endpoint::answer),
        Map.of(),
        Optional.empty());
  }

  void route(Route route, Map<String, String> variables) throws IOException {
    route(route, decoded(variables), server.description());
  }

  private void route(
      Route route, Map<String, String> variables, Optional<GitHubDescription> description)
      throws IOException {
    Optional<Fault> fault = hub.faults().take(route.request());
    FaultInjector injector = new FaultInjector(hub, exchange, fault);
    if (injector.replaces()) {
      server.done(route.request() + " fault");
      injector.replace();
      return;
    }
    injector.before();
    Reply reply;
    Call call = call(route, variables, 0);
    try {
      call = call(route, variables, caller(route));
      check(call, description);
      Call counted = call;
      hub.quotas().count(description.filter(is -> is.notifies(counted)).isPresent());
      injector.refuse();
      Call asked = call;
      reply = hub.locked(() -> route.handler().apply(asked));
    } catch (Refusal refusal) {
      reply = refusal.reply();
    }
    if (description.isPresent()) {
      reply = reply.with(description.get().completed(call, reply));
      note(call, "answer", description.get().problems(call, reply));
    }
    send(route, reply, injector);
  }

  private void check(Call call, Optional<GitHubDescription> description) {
    description.ifPresent(is -> note(call, "request", is.problems(call)));
    if (!exchange.getRequestHeaders().containsKey("User-Agent")
        || !exchange.getRequestHeaders().containsKey("X-GitHub-Api-Version")) {
      note(call, "request", List.of("User-Agent or X-GitHub-Api-Version is missing"));
    }
  }

  private void note(Call call, String what, List<String> problems) {
    problems.forEach(
        problem ->
            server.violated(
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
        Installations.Token valid =
            hub.installations()
                .valid(Optional.of(token))
                .orElseThrow(() -> Refusal.of(401, "Bad credentials"));
        boolean writes = !route.method().equals("GET") && !route.template().equals("/graphql");
        if (hub.lacks(route.permission()) || (valid.readOnly() && writes)) {
          throw Refusal.of(403, "Resource not accessible by integration");
        }
        yield valid.installation();
      }
    };
  }

  /** The request is noted before its answer leaves: who has the answer also finds the note. */
  private void send(Route route, Reply reply, FaultInjector injector) throws IOException {
    byte[] content =
        reply.body().isMissingNode()
            ? new byte[0]
            : reply.body().toString().getBytes(StandardCharsets.UTF_8);
    hub.quotas().headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("X-GitHub-Request-Id", "D0:" + hub.nextId());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    if (exchange.getRequestMethod().equals("GET") && reply.status() == 200) {
      String etag = "W/\"" + Integer.toHexString(Arrays.hashCode(content)) + content.length + "\"";
      exchange.getResponseHeaders().set("ETag", etag);
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        hub.quotas().free();
        server.done(route.request() + " 304");
        exchange.sendResponseHeaders(304, -1);
        return;
      }
    }
    server.done(route.request() + " " + injector.status(reply.status()));
    injector.after(reply.status(), content);
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

  void redirect(String below, TestRepository repository) throws IOException {
    String rest = below.replaceFirst("^/repos/[^/]+/[^/]+", "");
    String query = exchange.getRequestURI().getRawQuery();
    String address =
        server.api()
            + "/repositories/"
            + repository.id()
            + rest
            + (query == null ? "" : "?" + query);
    exchange.getResponseHeaders().set("Location", address);
    server.done(exchange.getRequestMethod() + " " + below + " redirected");
    exchange.sendResponseHeaders(exchange.getRequestMethod().equals("GET") ? 301 : 307, -1);
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
      try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
        out.write(content);
      }
      return;
    }
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }
}
