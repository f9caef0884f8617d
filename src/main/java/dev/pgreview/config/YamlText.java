package dev.pgreview.config;

import dev.pgreview.migration.LineIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One YAML 1.2 document as nodes with places; hostile text is refused before it costs much. */
final class YamlText {
  private static final int MOST_CHARACTERS = 1_000_000;
  private static final int DEEPEST = 50;

  /** What aliases may blow a text up to. */
  private static final int MOST_VALUES = 100_000;

  private final String text;
  private final LineIndex lines;
  private final List<ConfigProblem> problems;
  private final LoadSettings settings =
      LoadSettings.builder().setUseMarks(true).setMaxAliasesForCollections(MOST_VALUES).build();

  YamlText(String text, List<ConfigProblem> problems) {
    this.text = text;
    this.lines = new LineIndex(text);
    this.problems = problems;
  }

  /** Empty when there is nothing in it, or when it cannot be read; then that is a problem. */
  Optional<YamlValue> read() {
    if (text.length() > MOST_CHARACTERS) {
      report(0, "", "the text is too large: more than " + MOST_CHARACTERS + " characters");
      return Optional.empty();
    }
    try {
      return shapeIsFine()
          ? new Compose(settings).composeString(text).filter(this::isOfBearableSize).map(this::root)
          : Optional.empty();
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
      report(mark.map(this::offset).orElse(0), "", "this is not YAML: " + explain(e));
    } catch (ReaderException e) {
      report(
          firstUnprintable(e.getCodePoint()),
          "",
          String.format(
              "this is not YAML: the character U+%04X may not stand in it", e.getCodePoint()));
    } catch (YamlEngineException e) {
      report(0, "", "this is not YAML: " + oneLine(String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private YamlValue root(Node node) {
    return new YamlValue(node, "", this);
  }

  /** One document, not too deep: the composer works by recursion, the event parser does not. */
  private boolean shapeIsFine() {
    int depth = 0;
    int documents = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      switch (event.getEventId()) {
        case DocumentStart -> {
          documents++;
          if (documents > 1) {
            report(
                event.getStartMark().map(this::offset).orElse(0),
                "",
                "a second YAML document starts here; the configuration is one document");
            return false;
          }
        }
        case MappingStart, SequenceStart -> {
          depth++;
          if (depth > DEEPEST) {
            report(
                event.getStartMark().map(this::offset).orElse(0),
                "",
                "nested more than " + DEEPEST + " levels deep");
            return false;
          }
        }
        case MappingEnd, SequenceEnd -> depth--;
        case Alias, Comment, DocumentEnd, Scalar, StreamEnd, StreamStart -> {}
      }
    }
    return true;
  }

  private boolean isOfBearableSize(Node root) {
    if (expandedSize(root, new HashMap<>()) <= MOST_VALUES) {
      return true;
    }
    report(0, "", "aliases make this larger than " + MOST_VALUES + " values, or endless");
    return false;
  }

  /** Number of values when every alias is written out; more than any limit when that is endless. */
  private static long expandedSize(Node node, Map<Node, Long> known) {
    Long before = known.putIfAbsent(node, (long) Integer.MAX_VALUE);
    if (before != null) {
      return before;
    }
    long size =
        1
            + switch (node) {
              case SequenceNode sequence ->
                  sequence.getValue().stream().mapToLong(one -> expandedSize(one, known)).sum();
              case MappingNode mapping ->
                  mapping.getValue().stream()
                      .mapToLong(
                          entry ->
                              expandedSize(entry.getKeyNode(), known)
                                  + expandedSize(entry.getValueNode(), known))
                      .sum();
              default -> 0;
            };
    long bounded = Math.min(size, Integer.MAX_VALUE);
    known.put(node, bounded);
    return bounded;
  }

  void report(Node node, String path, String message, Optional<String> suggestion) {
    int offset = node.getStartMark().map(this::offset).orElse(0);
    problems.add(
        new ConfigProblem(lines.line(offset), lines.column(offset), path, message, suggestion));
  }

  ConfigNotice notice(Node node, String path) {
    int offset = node.getStartMark().map(this::offset).orElse(0);
    return new ConfigNotice(lines.line(offset), lines.column(offset), path);
  }

  private void report(int offset, String path, String message) {
    problems.add(
        new ConfigProblem(
            lines.line(offset), lines.column(offset), path, message, Optional.empty()));
  }

  /** Marks count code points. */
  private int offset(Mark mark) {
    int codePoints = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, Math.clamp(mark.getIndex(), 0, codePoints));
  }

  private int firstUnprintable(int codePoint) {
    return Math.max(0, text.indexOf(codePoint));
  }

  private static String explain(MarkedYamlEngineException e) {
    String problem = oneLine(e.getProblem());
    if (problem.contains("\\t") || problem.contains("TAB")) {
      return "a tab stands where only spaces may; indent with spaces";
    }
    String context = e.getContext() == null ? "" : oneLine(e.getContext());
    return context.isEmpty() ? problem : problem + " (" + context + ")";
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s+", " ").strip();
  }
}
