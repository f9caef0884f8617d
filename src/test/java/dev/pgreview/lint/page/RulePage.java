package dev.pgreview.lint.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/rules}, with what people write in it.
 *
 * @param sections text by heading, in order
 */
record RulePage(String id, String text, Map<String, String> sections) {
  private static final Pattern HEADING = Pattern.compile("^## (.+)$", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile("^```sql\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  static RulePage parse(String id, String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    Matcher heading = HEADING.matcher(text);
    String name = "";
    int start = 0;
    while (heading.find()) {
      sections.put(name, text.substring(start, heading.start()).strip());
      name = heading.group(1).strip();
      start = heading.end();
    }
    sections.put(name, text.substring(start).strip());
    return new RulePage(id, text, sections);
  }

  String section(String heading) {
    return sections.getOrDefault(heading, "");
  }

  /** The schema that is deployed before the examples. */
  String setup() {
    return String.join("\n", blocks(section("Setup")));
  }

  List<Example> unsafe() {
    return examples("unsafe", section("Unsafe"));
  }

  List<Example> safer() {
    return examples("safer", section("Safer"));
  }

  private static List<Example> examples(String kind, String section) {
    List<Example> examples = new ArrayList<>();
    for (String block : blocks(section)) {
      examples.add(Example.parse(kind + " " + (examples.size() + 1), block));
    }
    return examples;
  }

  private static List<String> blocks(String section) {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(section);
    while (block.find()) {
      blocks.add(block.group(1));
    }
    return blocks;
  }
}
