package dev.pgreview.cli;

import dev.pgreview.config.DidYouMean;
import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.ListedFiles;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

/** A review request as a line of JSON (docs/request.schema.json). */
final class BatchRequest {
  private static final List<String> FIELDS =
      List.of(
          "id",
          "postgres",
          "dry_run",
          "base",
          "changed",
          "deleted",
          "files",
          "config",
          "tool",
          "stats");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(InputLines.MOST_BYTES)
                          .maxNestingDepth(20)
                          .build())
                  .build())
          .build();

  /** Places in a source that it may not show, and its settings. */
  private static final Pattern JACKSONS_OWN =
      Pattern.compile(" \\(start marker at \\[.*?]\\)|, from `[^`]*`");

  private final InputLines.Line line;
  private Optional<String> id = Optional.empty();

  BatchRequest(InputLines.Line line) {
    this.line = line;
  }

  /** As far as it was read. */
  Optional<String> id() {
    return id;
  }

  /**
   * The request.
   *
   * @throws CommandFailure for what is wrong with it
   */
  ReviewInput read() {
    JsonNode request = json();
    if (!request.isObject()) {
      throw new CommandFailure("a request is a JSON object, not " + kind(request));
    }
    id = Optional.of(request.path("id")).filter(JsonNode::isString).map(JsonNode::asString);
    known(request, FIELDS, "");
    if (id.isEmpty()) {
      throw new CommandFailure("a request needs an `id`, a string");
    }
    if (!request.has("changed")) {
      throw new CommandFailure("a request needs `changed`, a list of migrations");
    }
    ReviewConfig config =
        text(request, "config").map(BatchRequest::config).orElse(ReviewConfig.DEFAULT);
    ListedFiles files =
        new ListedFiles(
            files(request, "base", "sql"),
            files(request, "changed", "sql"),
            strings(request, "deleted"),
            files(request, "files", "text"),
            text(request, "tool").map(BatchRequest::tool),
            config.migrations());
    return new ReviewInput(
        id.get(),
        postgres(request, config),
        Optional.empty(),
        files.change(),
        files.others(),
        stats(request, config),
        config,
        bool(request, "dry_run"));
  }

  private JsonNode json() {
    if (line.tooLong()) {
      throw new CommandFailure("the line is longer than " + (InputLines.MOST_BYTES >> 20) + " MB");
    }
    try {
      return MAPPER.readTree(line.bytes());
    } catch (JacksonException e) {
      String column =
          e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
      String message = JACKSONS_OWN.matcher(e.getOriginalMessage()).replaceAll("");
      throw new CommandFailure("this is not JSON: " + message + column, e);
    }
  }

  /** A field that is nearly one of ours is a mistake; any other is somebody's own note. */
  private static void known(JsonNode object, List<String> fields, String where) {
    for (String name : object.propertyNames()) {
      if (!fields.contains(name)) {
        DidYouMean.of(name, fields)
            .ifPresent(
                meant -> {
                  throw new CommandFailure(
                      "there is no field `" + where + name + "`; did you mean `" + meant + "`?");
                });
      }
    }
  }

  private static ReviewConfig config(String text) {
    return ConfigFile.parse(text, "config");
  }

  private static MigrationTool tool(String name) {
    List<String> names = Arrays.stream(MigrationTool.values()).map(MigrationTool::id).toList();
    return MigrationTool.byId(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "there is no tool `"
                        + name
                        + "`; there are "
                        + String.join(", ", names)
                        + DidYouMean.of(name, names)
                            .map(meant -> "; did you mean `" + meant + "`?")
                            .orElse("")));
  }

  private static PostgresVersion postgres(JsonNode request, ReviewConfig config) {
    JsonNode given = present(request, "postgres");
    if (given == null) {
      return config.postgres().isPresent()
          ? new PostgresVersion(config.postgres().getAsInt())
          : PostgresVersion.DEFAULT;
    }
    if (!given.isInt() || !PostgresVersion.isSupported(given.asInt())) {
      throw new CommandFailure(
          "`postgres` must be a major version from "
              + PostgresVersion.OLDEST
              + " to "
              + PostgresVersion.NEWEST
              + ", not "
              + shown(given));
    }
    return new PostgresVersion(given.asInt());
  }

  private static Map<RelationName, TableStatistics> stats(JsonNode request, ReviewConfig config) {
    JsonNode given = present(request, "stats");
    return given == null ? Map.of() : StatsFile.parse(given.toString(), config.assume(), "stats");
  }

  private static boolean bool(JsonNode request, String name) {
    JsonNode given = present(request, name);
    if (given != null && !given.isBoolean()) {
      throw new CommandFailure("`" + name + "` must be true or false, not " + shown(given));
    }
    return given != null && given.asBoolean();
  }

  private static Optional<String> text(JsonNode object, String name) {
    JsonNode given = present(object, name);
    if (given != null && !given.isString()) {
      throw new CommandFailure("`" + name + "` must be a string, not " + shown(given));
    }
    return Optional.ofNullable(given).map(JsonNode::asString);
  }

  private static List<String> strings(JsonNode request, String name) {
    List<String> strings = new ArrayList<>();
    for (JsonNode one : list(request, name)) {
      if (!one.isString()) {
        throw new CommandFailure("`" + name + "` must hold strings, not " + shown(one));
      }
      strings.add(one.asString());
    }
    return strings;
  }

  private static List<SourceFile> files(JsonNode request, String name, String content) {
    List<SourceFile> files = new ArrayList<>();
    for (JsonNode one : list(request, name)) {
      String where = name + "[" + files.size() + "]";
      if (!one.isObject()) {
        throw new CommandFailure("`" + where + "` must be an object, not " + shown(one));
      }
      known(one, List.of("path", content), where + ".");
      String path = text(one, "path").orElse("");
      if (path.isEmpty()) {
        throw new CommandFailure("`" + where + "` needs a `path`");
      }
      files.add(
          new SourceFile(
              path,
              text(one, content)
                  .orElseThrow(
                      () -> new CommandFailure("`" + where + "` needs `" + content + "`"))));
    }
    return files;
  }

  private static Iterable<JsonNode> list(JsonNode request, String name) {
    JsonNode given = present(request, name);
    if (given == null) {
      return List.of();
    }
    if (!given.isArray()) {
      throw new CommandFailure("`" + name + "` must be a list, not " + shown(given));
    }
    return given;
  }

  /** Null when the field is missing or null. */
  private static @Nullable JsonNode present(JsonNode object, String name) {
    JsonNode given = object.get(name);
    return given == null || given.isNull() ? null : given;
  }

  private static String shown(JsonNode node) {
    return node.getNodeType() == JsonNodeType.NUMBER || node.isBoolean()
        ? node.toString()
        : kind(node);
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "a list";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "nothing";
      case BINARY, POJO -> "binary data";
    };
  }
}
