package dev.pgreview.github;

import dev.pgreview.github.CheckOutput.Action;
import dev.pgreview.github.CheckOutput.Annotation;
import dev.pgreview.report.Severity;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a check run shows, as JSON within GitHub's limits. */
final class CheckRunBody {
  static final int MOST_ANNOTATIONS = 50;

  private static final int MOST_TEXT = 65_535;
  private static final int MOST_TITLE = 255;

  /** GitHub's is 64 KB; nobody reads more than this on a line. */
  private static final int MOST_MESSAGE = 8_000;

  private CheckRunBody() {}

  static ObjectNode fill(ObjectNode body, CheckOutput output, List<Annotation> annotations) {
    ObjectNode shown =
        Api.object()
            .put("title", CutText.line(output.title(), MOST_TITLE))
            .put("summary", CutText.markdown(output.summary(), MOST_TEXT, output.pointer()));
    if (!output.text().isEmpty()) {
      shown.put("text", CutText.markdown(output.text(), MOST_TEXT, output.pointer()));
    }
    if (!annotations.isEmpty()) {
      ArrayNode list = shown.putArray("annotations");
      annotations.forEach(annotation -> list.add(json(annotation)));
    }
    body.set("output", shown);
    if (!output.actions().isEmpty()) {
      ArrayNode list = body.putArray("actions");
      output.actions().forEach(action -> list.add(json(action)));
    }
    return body;
  }

  /** The annotation as GitHub will give it back. */
  static Annotation limited(Annotation annotation) {
    return new Annotation(
        annotation.path(),
        Math.max(1, annotation.startLine()),
        Math.max(Math.max(1, annotation.startLine()), annotation.endLine()),
        annotation.severity(),
        CutText.line(annotation.title(), MOST_TITLE),
        CutText.text(annotation.message(), MOST_MESSAGE));
  }

  private static ObjectNode json(Annotation annotation) {
    return Api.object()
        .put("path", annotation.path())
        .put("start_line", annotation.startLine())
        .put("end_line", annotation.endLine())
        .put("annotation_level", level(annotation.severity()))
        .put("title", annotation.title())
        .put("message", annotation.message());
  }

  static Optional<Annotation> annotation(JsonNode json) {
    return severity(json.path("annotation_level").asString(""))
        .map(
            severity ->
                new Annotation(
                    json.path("path").asString(""),
                    json.path("start_line").asInt(0),
                    json.path("end_line").asInt(0),
                    severity,
                    json.path("title").asString(""),
                    json.path("message").asString("")));
  }

  private static ObjectNode json(Action action) {
    return Api.object()
        .put("label", action.label())
        .put("description", action.description())
        .put("identifier", action.identifier());
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "failure";
      case WARNING -> "warning";
      case NOTICE -> "notice";
    };
  }

  private static Optional<Severity> severity(String level) {
    return switch (level) {
      case "failure" -> Optional.of(Severity.ERROR);
      case "warning" -> Optional.of(Severity.WARNING);
      case "notice" -> Optional.of(Severity.NOTICE);
      default -> Optional.empty();
    };
  }
}
