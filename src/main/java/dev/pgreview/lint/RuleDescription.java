package dev.pgreview.lint;

import dev.pgreview.report.Severity;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A rule as {@code pgreview rules} lists it.
 *
 * @param severity unless configuration says otherwise
 * @param enabled {@code false} for a policy that is off until configuration gives it a severity
 * @param summary what it finds, one line
 * @param why why it hurts
 * @param fix what to do
 * @param catalogue hazards that it covers
 * @param equivalents ids of the same rule by tool
 * @param postgres the majors for which it says anything, as {@code 14..18}
 * @param docs path of its page in the repository
 */
public record RuleDescription(
    String id,
    Severity severity,
    boolean enabled,
    Category category,
    String summary,
    String why,
    String fix,
    List<String> catalogue,
    Map<String, List<String>> equivalents,
    String postgres,
    String docs) {
  public RuleDescription {
    catalogue = List.copyOf(catalogue);
    equivalents = Collections.unmodifiableMap(new LinkedHashMap<>(equivalents));
  }

  static RuleDescription of(String id, RuleMetadata metadata) {
    return new RuleDescription(
        id,
        metadata.severity(),
        metadata.enabled(),
        metadata.category(),
        metadata.summary(),
        metadata.why(),
        metadata.fix(),
        List.of(metadata.catalogue()),
        parseEquivalents(metadata.equivalents()),
        metadata.since() + ".." + metadata.until(),
        docs(id));
  }

  /** Path of a rule's page in the repository. */
  static String docs(String id) {
    return "docs/rules/" + id + ".md";
  }

  private static Map<String, List<String>> parseEquivalents(String text) {
    if (text.isBlank()) {
      return Map.of();
    }
    return Arrays.stream(text.split(";"))
        .map(part -> part.strip().split(":\\s*", 2))
        .collect(
            Collectors.toMap(
                tool -> tool[0],
                tool -> Arrays.stream(tool[1].split(",")).map(String::strip).toList(),
                (first, second) -> {
                  throw new IllegalArgumentException("a tool is listed twice: " + text);
                },
                LinkedHashMap::new));
  }
}
