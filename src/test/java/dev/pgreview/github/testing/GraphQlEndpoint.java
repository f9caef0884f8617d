package dev.pgreview.github.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The few GraphQL operations that the service uses, known by their names. Whether a document is
 * valid GraphQL is another test's.
 */
final class GraphQlEndpoint {
  private static final Pattern OPERATION =
      Pattern.compile("^\\s*(?:query|mutation)\\s+(\\w+)", Pattern.MULTILINE);

  private static final int MOST_TEXT = 512_000;

  private final GitHubDouble hub;

  GraphQlEndpoint(GitHubDouble hub) {
    this.hub = hub;
  }

  Reply answer(Call call) {
    Matcher operation = OPERATION.matcher(call.body().path("query").asString(""));
    String name = operation.find() ? operation.group(1) : "";
    JsonNode variables = call.body().path("variables");
    try {
      ObjectNode data =
          switch (name) {
            case "ReviewThreads" -> threads(call, variables);
            case "Blobs" -> blobs(call, variables);
            case "ResolveThread" -> resolve(call, variables, true);
            case "UnresolveThread" -> resolve(call, variables, false);
            case "MinimizeComment" -> minimize(call, variables, true);
            case "UnminimizeComment" -> minimize(call, variables, false);
            default -> throw new IllegalArgumentException("the double has no operation " + name);
          };
      ObjectNode json = Shapes.object();
      json.set("data", data);
      return Reply.ok(json);
    } catch (Refusal refusal) {
      ObjectNode json = Shapes.object().putNull("data");
      json.putArray("errors")
          .addObject()
          .put("type", refusal.reply().status() == 403 ? "FORBIDDEN" : "NOT_FOUND")
          .put("message", refusal.reply().body().path("message").asString(""));
      return Reply.ok(json);
    }
  }

  private TestRepository repository(Call call, JsonNode variables) {
    String name = variables.path("owner").asString() + "/" + variables.path("name").asString();
    return hub.find(name)
        .filter(repository -> hub.covers(call.installation(), repository))
        .orElseThrow(Refusal::notFound);
  }

  private ObjectNode threads(Call call, JsonNode variables) {
    TestPullRequest pull =
        Optional.ofNullable(
                repository(call, variables).pulls().get(variables.path("number").asInt()))
            .orElseThrow(Refusal::notFound);
    List<TestComment> roots =
        pull.linesNow().stream().filter(one -> one.inReplyTo().isEmpty()).toList();
    int from = Integer.parseInt(variables.path("after").asString("0"));
    int to = Math.min(roots.size(), from + 100);
    ObjectNode data = Shapes.object();
    ObjectNode threads =
        data.putObject("repository").putObject("pullRequest").putObject("reviewThreads");
    threads
        .putObject("pageInfo")
        .put("hasNextPage", to < roots.size())
        .put("endCursor", Integer.toString(to));
    ArrayNode nodes = threads.putArray("nodes");
    for (TestComment root : roots.subList(from, to)) {
      ObjectNode node =
          nodes.addObject().put("id", root.threadId()).put("isResolved", root.resolved());
      node.putObject("comments")
          .putArray("nodes")
          .addObject()
          .put("fullDatabaseId", Long.toString(root.id()));
    }
    return data;
  }

  /** GitHub cuts a text at 512 KB and says so; what is not UTF-8 it may convert. */
  private ObjectNode blobs(Call call, JsonNode variables) {
    GitStore git = repository(call, variables).git();
    ObjectNode data = Shapes.object();
    ObjectNode repository = data.putObject("repository");
    for (var variable : variables.properties()) {
      if (!variable.getKey().matches("o\\d+")) {
        continue;
      }
      String sha = variable.getValue().asString("");
      ObjectNode node = repository.putObject(variable.getKey().replace('o', 'b'));
      byte[] content = git.blob(sha).orElseThrow(Refusal::notFound);
      String text = new String(content, StandardCharsets.UTF_8);
      boolean binary = text.indexOf('\0') >= 0;
      boolean truncated = content.length > MOST_TEXT;
      node.put("oid", sha)
          .put("byteSize", content.length)
          .put("isBinary", binary)
          .put("isTruncated", truncated)
          .put("text", binary ? null : truncated ? text.substring(0, MOST_TEXT) : text);
    }
    return data;
  }

  private ObjectNode resolve(Call call, JsonNode variables, boolean value) {
    TestComment root =
        find(call, comment -> comment.threadId().equals(variables.path("thread").asString("")));
    if (hub.lacks("resolve")) {
      throw Refusal.of(403, "Resource not accessible by integration");
    }
    root.resolve(value);
    ObjectNode data = Shapes.object();
    data.putObject(value ? "resolveReviewThread" : "unresolveReviewThread")
        .putObject("thread")
        .put("isResolved", value);
    return data;
  }

  private ObjectNode minimize(Call call, JsonNode variables, boolean value) {
    TestComment comment =
        find(call, one -> one.nodeId().equals(variables.path("comment").asString("")));
    if (hub.lacks("minimize")) {
      throw Refusal.of(403, "Resource not accessible by integration");
    }
    comment.minimize(value);
    ObjectNode data = Shapes.object();
    data.putObject(value ? "minimizeComment" : "unminimizeComment")
        .putObject(value ? "minimizedComment" : "unminimizedComment")
        .put("isMinimized", value);
    return data;
  }

  private TestComment find(Call call, java.util.function.Predicate<TestComment> wanted) {
    return hub.repositories().stream()
        .filter(repository -> hub.covers(call.installation(), repository))
        .flatMap(repository -> repository.pulls().values().stream())
        .flatMap(pull -> pull.linesNow().stream())
        .filter(wanted)
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }
}
