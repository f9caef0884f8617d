package dev.pgreview.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule's page in {@code docs/rules}, which is part of the jar.
 *
 * @param sections Markdown by heading, in the order of the page, without what stands before the
 *     first heading
 */
public record RulePage(Map<String, String> sections) {
  private static final Pattern HEADING = Pattern.compile("^## (.+)$", Pattern.MULTILINE);

  public RulePage {
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
  }

  /** The page of a built-in rule; without sections when the rule has none. */
  public static RulePage of(RuleDescription rule) {
    try (InputStream in = RulePage.class.getResourceAsStream("page/" + rule.id() + ".md")) {
      return in == null
          ? new RulePage(Map.of())
          : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RulePage parse(String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    Matcher heading = HEADING.matcher(text);
    if (heading.find()) {
      String title = heading.group(1).strip();
      int start = heading.end();
      while (heading.find()) {
        sections.put(title, text.substring(start, heading.start()).strip());
        title = heading.group(1).strip();
        start = heading.end();
      }
      sections.put(title, text.substring(start).strip());
    }
    return new RulePage(sections);
  }
}
