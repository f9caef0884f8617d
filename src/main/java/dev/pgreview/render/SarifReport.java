package dev.pgreview.render;

import dev.pgreview.lint.RuleDescription;
import dev.pgreview.migration.SourceSpan;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The report as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format), with what GitHub
 * code scanning reads of it.
 */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private final JsonText json;
  private final Report report;
  private final List<Concern> results;
  private final SequencedMap<String, RuleText> rules;
  private final Map<String, Integer> ruleIndexes = new HashMap<>();

  /** What SARIF says of a rule. */
  private record RuleText(String id, Severity severity, String summary, String help) {}

  private SarifReport(JsonText json, Report report, List<RuleDescription> descriptions) {
    this.json = json;
    this.report = report;
    ReportView view = ReportView.of(report);
    this.results = new ArrayList<>(Concern.of(view));
    view.suppressed().forEach(finding -> results.add(Concern.of(finding)));
    this.rules = rules(results, descriptions);
    rules.keySet().forEach(id -> ruleIndexes.put(id, ruleIndexes.size()));
  }

  /** The whole report, indented, with a line break at the end. */
  public static String render(Report report, List<RuleDescription> descriptions) {
    return JsonText.pretty(json -> new SarifReport(json, report, descriptions).log());
  }

  private static SequencedMap<String, RuleText> rules(
      List<Concern> results, List<RuleDescription> descriptions) {
    Map<String, RuleDescription> known = new LinkedHashMap<>();
    descriptions.forEach(description -> known.put(description.id(), description));
    SequencedMap<String, RuleText> rules = new LinkedHashMap<>();
    for (Concern result : results) {
      RuleDescription description = known.get(result.id());
      rules.putIfAbsent(
          result.id(),
          description == null
              ? new RuleText(result.id(), result.severity(), summary(result), summary(result))
              : new RuleText(
                  description.id(),
                  description.severity(),
                  description.summary(),
                  description.why() + "\n\n" + description.fix()));
    }
    return rules;
  }

  private static String summary(Concern concern) {
    return switch (concern.id()) {
      case Concern.PLAN_GATE -> "A migration plan is required and missing or incomplete";
      case Concern.DRY_RUN -> "The change cannot be applied to a real PostgreSQL";
      default -> concern.id();
    };
  }

  private void log() {
    json.startObject();
    json.string("$schema", SCHEMA);
    json.string("version", "2.1.0");
    json.objects(
        "runs",
        List.of(report),
        run -> {
          json.object("tool", () -> json.object("driver", this::driver));
          json.string("columnKind", "utf16CodeUnits");
          json.objects("results", results, this::result);
        });
    json.endObject();
  }

  private void driver() {
    json.string("name", "pgreview");
    json.objects(
        "rules",
        rules.values(),
        rule -> {
          json.string("id", rule.id());
          text("shortDescription", rule.summary());
          text("help", rule.help());
          json.object("defaultConfiguration", () -> json.string("level", level(rule.severity())));
        });
  }

  private void result(Concern result) {
    json.string("ruleId", result.id());
    json.number("ruleIndex", ruleIndexes.getOrDefault(result.id(), -1));
    json.string("level", level(result.severity()));
    text(
        "message",
        withoutLinks(
            result.explanation().isEmpty()
                ? result.message()
                : result.message() + "\n\n" + result.explanation()));
    json.objects(
        "locations",
        List.of(result),
        at ->
            json.object(
                "physicalLocation",
                () -> {
                  artifact(at.file());
                  region("region", at.span());
                }));
    json.object(
        "partialFingerprints",
        () -> {
          json.string("pgreview/v1", result.fingerprint());
          // The one that GitHub goes by; it would compute its own, from the line alone.
          json.string("primaryLocationLineHash", result.fingerprint());
        });
    result.finding().ifPresent(this::suppressionAndFix);
  }

  private void suppressionAndFix(Finding finding) {
    if (finding.suppressed() != null) {
      json.objects(
          "suppressions",
          List.of(finding.suppressed()),
          reason -> {
            json.string("kind", "inSource");
            json.string("justification", reason);
          });
    }
    finding
        .suggestion()
        .ifPresent(suggestion -> json.objects("fixes", List.of(suggestion), s -> fix(finding, s)));
  }

  private void fix(Finding finding, Finding.Suggestion suggestion) {
    String advice = Advice.of(finding).prose();
    text("description", advice.isEmpty() ? finding.message() : advice);
    json.objects(
        "artifactChanges",
        List.of(suggestion),
        change -> {
          artifact(finding.file());
          json.objects(
              "replacements",
              List.of(change),
              replacement -> {
                // Without columns a region is whole lines, their last line break excluded.
                json.object(
                    "deletedRegion",
                    () -> {
                      json.number("startLine", replacement.startLine());
                      json.number("endLine", replacement.endLine());
                    });
                json.object("insertedContent", () -> json.string("text", replacement.sql()));
              });
        });
  }

  private void artifact(String path) {
    json.object(
        "artifactLocation",
        () -> {
          json.string("uri", uri(path));
          json.string("uriBaseId", "%SRCROOT%");
        });
  }

  private void region(String name, SourceSpan span) {
    json.object(
        name,
        () -> {
          json.number("startLine", span.line());
          json.number("startColumn", span.column());
          json.number("endLine", span.endLine());
          json.number("endColumn", span.endColumn());
        });
  }

  private void text(String name, String text) {
    json.object(name, () -> json.string("text", text));
  }

  /** Brackets make links in messages (SARIF 2.1.0, section 3.11.6), so those are escaped. */
  private static String withoutLinks(String message) {
    return message.contains("](")
        ? message.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
        : message;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTICE -> "note";
    };
  }

  /** A relative reference (RFC 3986, section 4.2): slashes stay, all but unreserved is encoded. */
  static String uri(String path) {
    StringBuilder uri = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0);
      uri.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return uri.toString();
  }
}
