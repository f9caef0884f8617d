package dev.pgreview.github.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * GitHub's own OpenAPI description, cut to the paths that the double answers. Says what is wrong
 * with a request or an answer.
 */
final class GitHubDescription {
  private static final String PACKAGE = "@octokit/openapi@23.0.2";
  private static final String CHECKSUM =
      "pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==";
  private static final String FILE = "package/generated/api.github.com.json";

  /** Another one when the description is cut in another way. */
  private static final int CUT = 4;

  /**
   * What the description has otherwise than GitHub: null for a fork that was deleted, and for the
   * line of a comment that is outdated.
   */
  private static final Pattern WRONG_THERE =
      Pattern.compile("^\\[Path '(/\\d+)?/(head/repo|line)'] Instance type \\(null\\)");

  private static final int MOST_CHECKED = 100;

  private static @Nullable GitHubDescription loaded;
  private static boolean tried;

  private final JsonNode description;
  private final OpenApiInteractionValidator validator;

  private GitHubDescription(JsonNode description) {
    this.description = description;
    this.validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(description.toString()).build();
  }

  /** The description; empty, and said loudly, where npm is not to be had. */
  static synchronized Optional<GitHubDescription> load(Set<String> templates) {
    if (!tried) {
      tried = true;
      try {
        loaded = new GitHubDescription(read(templates));
      } catch (Npm.UnavailableException unavailable) {
        System.err.println(
            "SKIPPED: requests to GitHub and its answers are NOT held against GitHub's OpenAPI"
                + " description: "
                + unavailable.getMessage());
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return Optional.ofNullable(loaded);
  }

  private static JsonNode read(Set<String> templates) throws IOException, Npm.UnavailableException {
    String key = Integer.toHexString(List.copyOf(new java.util.TreeSet<>(templates)).hashCode());
    Path kept = Npm.cache().resolve("github-openapi-23.0.2-" + CUT + "-" + key + ".json");
    if (!Files.exists(kept)) {
      JsonNode whole = JsonMapper.shared().readTree(Npm.file(PACKAGE, CHECKSUM, FILE));
      Path fresh = Files.createTempFile(Npm.cache(), "openapi", ".json");
      Files.writeString(fresh, cut(whole, templates).toString());
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    }
    return JsonMapper.shared().readTree(Files.readAllBytes(kept));
  }

  /** The paths, and whatever they refer to. */
  private static JsonNode cut(JsonNode whole, Set<String> templates) {
    ObjectNode cut = JsonMapper.shared().createObjectNode();
    cut.set("openapi", whole.path("openapi"));
    cut.set("info", whole.path("info"));
    cut.putArray("servers").addObject().put("url", "https://api.github.com");
    ObjectNode paths = cut.putObject("paths");
    Deque<String> open = new ArrayDeque<>();
    for (String template : templates) {
      JsonNode path = whole.path("paths").path(template);
      if (path.isMissingNode()) {
        throw new IllegalStateException("GitHub has no path " + template);
      }
      paths.set(template, path);
      references(path, open);
    }
    Set<String> seen = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      String reference = open.pop();
      if (seen.add(reference)) {
        references(whole.at(reference.substring(1)), open);
      }
    }
    for (String reference : seen) {
      String[] steps = reference.split("/");
      cut.withObject("/components/" + steps[2]).set(steps[3], whole.at(reference.substring(1)));
    }
    withoutExamples(cut);
    joined(cut, cut);
    return cut;
  }

  /**
   * Makes one schema of objects that are to fit several: the validator would forbid in each what
   * only the others know.
   */
  private static void joined(JsonNode node, JsonNode root) {
    for (JsonNode child : node) {
      joined(child, root);
    }
    if (!(node instanceof ObjectNode object) || !object.path("allOf").isArray()) {
      return;
    }
    ObjectNode properties = JsonMapper.shared().createObjectNode();
    ArrayNode required = JsonMapper.shared().createArrayNode();
    for (JsonNode part : object.path("allOf")) {
      JsonNode schema =
          part.path("$ref").isString() ? root.at(part.path("$ref").asString().substring(1)) : part;
      if (!schema.path("properties").isObject()) {
        return;
      }
      schema
          .path("properties")
          .properties()
          .forEach(one -> properties.set(one.getKey(), one.getValue()));
      schema.path("required").forEach(required::add);
    }
    object.removeAll();
    object.put("type", "object").set("properties", properties);
    object.set("required", required);
  }

  private static void references(JsonNode node, Deque<String> found) {
    if (node.path("$ref").isString()) {
      found.push(node.path("$ref").asString());
    }
    node.forEach(child -> references(child, found));
  }

  private static void withoutExamples(JsonNode node) {
    if (node instanceof ObjectNode object) {
      // The discriminator of a file's content names a field that one of its schemas lacks.
      object.remove(List.of("examples", "externalDocs", "discriminator"));
      // A property may have this name; an example is never a schema.
      if (!object.path("example").has("type") && !object.path("example").has("$ref")) {
        object.remove("example");
      }
    }
    node.forEach(GitHubDescription::withoutExamples);
  }

  /** What GitHub's contract says against a request; empty when nothing. */
  List<String> problems(Call call) {
    SimpleRequest.Builder request =
        new SimpleRequest.Builder(Request.Method.valueOf(call.method()), call.templatePath());
    call.query().forEach(request::withQueryParam);
    call.headers().forEach((name, value) -> request.withHeader(name, described(name, value)));
    if (!call.body().isMissingNode()) {
      request.withBody(call.body().toString());
    }
    return messages(validator.validateRequest(request.build()));
  }

  /**
   * GitHub recommends the media type {@code application/vnd.github+json}; its contract names
   * another.
   */
  private static String described(String name, String value) {
    boolean accept = name.equalsIgnoreCase("accept");
    return accept && value.equals("application/vnd.github+json") ? "application/json" : value;
  }

  /** Long lists are made the same way from end to end: their beginnings are checked. */
  private static JsonNode shortened(JsonNode node) {
    if (node.isArray()) {
      ArrayNode list = JsonMapper.shared().createArrayNode();
      node.valueStream().limit(MOST_CHECKED).forEach(one -> list.add(shortened(one)));
      return list;
    }
    if (node.isObject()) {
      ObjectNode object = JsonMapper.shared().createObjectNode();
      node.properties().forEach(one -> object.set(one.getKey(), shortened(one.getValue())));
      return object;
    }
    return node;
  }

  /**
   * What GitHub's contract says against an answer; empty when nothing. Statuses that GitHub gives
   * everywhere, such as 401, it describes for hardly any path, and their bodies not for all.
   */
  List<String> problems(Call call, Reply reply) {
    if (response(call, reply).path("content").isMissingNode() && reply.status() >= 400) {
      return List.of();
    }
    SimpleResponse.Builder response = SimpleResponse.Builder.status(reply.status());
    if (!reply.body().isMissingNode()) {
      response.withContentType("application/json").withBody(shortened(reply.body()).toString());
    }
    return messages(
        validator.validateResponse(
            call.templatePath(), Request.Method.valueOf(call.method()), response.build()));
  }

  private static List<String> messages(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .filter(message -> !WRONG_THERE.matcher(message.getMessage()).find())
        .map(message -> message.getKey() + ": " + message.getMessage())
        .toList();
  }

  /** An answer with everything that GitHub's contract requires beside what is given. */
  JsonNode completed(Call call, Reply reply) {
    JsonNode schema = response(call, reply).path("content").path("application/json").path("schema");
    return schema.isMissingNode()
        ? reply.body()
        : new Completion(description).complete(schema, reply.body());
  }

  /** Whether GitHub tells people of it, and so lets it be done only so often. */
  boolean notifies(Call call) {
    return operation(call).path("x-github").path("triggersNotification").asBoolean(false);
  }

  private JsonNode response(Call call, Reply reply) {
    return resolved(operation(call).path("responses").path(Integer.toString(reply.status())));
  }

  private JsonNode operation(Call call) {
    return description
        .path("paths")
        .path(call.template())
        .path(call.method().toLowerCase(Locale.ROOT));
  }

  private JsonNode resolved(JsonNode node) {
    return node.path("$ref").isString()
        ? description.at(node.path("$ref").asString().substring(1))
        : node;
  }
}
