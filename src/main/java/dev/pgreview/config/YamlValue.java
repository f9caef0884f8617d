package dev.pgreview.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value with its place and its path. Each method takes it as one type; when it is of another, it
 * reports that and gives nothing.
 */
final class YamlValue {
  private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL);
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  private final Node node;
  private final String path;
  private final YamlText source;

  YamlValue(Node node, String path, YamlText source) {
    this.node = node;
    this.path = path;
    this.source = source;
  }

  String path() {
    return path;
  }

  /** Nothing written after the colon. */
  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  boolean isScalar() {
    return node instanceof ScalarNode && !isNull();
  }

  private Optional<String> written() {
    return node instanceof ScalarNode scalar && PLAIN.contains(scalar.getTag())
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  /** A scalar as it is written, numbers too. */
  Optional<String> text() {
    Optional<String> text = written();
    return text.isEmpty()
        ? wrong("must be a text")
        : text.get().isBlank() ? wrong("must not be empty") : text;
  }

  Optional<Boolean> yesOrNo() {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)
        ? Optional.of(Boolean.parseBoolean(scalar.getValue()))
        : wrong("must be true or false");
  }

  Optional<Long> wholeNumber(long least, long most) {
    String range =
        most == Long.MAX_VALUE
            ? "a whole number, " + least + " or more"
            : "a whole number from " + least + " to " + most;
    if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
      try {
        long value = Long.parseLong(scalar.getValue());
        if (value >= least && value <= most) {
          return Optional.of(value);
        }
      } catch (NumberFormatException tooLarge) {
        return wrong("must be " + range);
      }
    }
    return wrong("must be " + range);
  }

  /** Zero or more. */
  Optional<Double> number() {
    if (node instanceof ScalarNode scalar
        && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))
        && scalar.getValue().matches("[0-9].*")) {
      double value = Double.parseDouble(scalar.getValue());
      if (Double.isFinite(value)) {
        return Optional.of(value);
      }
    }
    return wrong("must be a number, 0 or more");
  }

  /** A number with ms, s, m or h. */
  Optional<Duration> duration() {
    Matcher form = DURATION.matcher(written().orElse(""));
    Optional<Duration> duration = form.matches() ? Optional.of(time(form)) : Optional.empty();
    return duration.filter(Duration::isPositive).isPresent()
        ? duration
        : wrong("must be a time above zero with its unit, for instance 90s, 10m or 1h");
  }

  private static Duration time(Matcher form) {
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  /** One of a few words. */
  Optional<String> oneOf(List<String> words) {
    Optional<String> word = written();
    if (word.filter(words::contains).isEmpty()) {
      Optional<String> near = word.flatMap(typed -> DidYouMean.of(typed, words));
      source.report(node, path, "`" + path + "` must be " + alternatives(words), near);
      return Optional.empty();
    }
    return word;
  }

  /** The values that could be read; an empty value is an empty list. */
  <T> List<T> list(Function<YamlValue, Optional<T>> element) {
    List<T> values = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      for (int i = 0; i < sequence.getValue().size(); i++) {
        Node one = sequence.getValue().get(i);
        element.apply(new YamlValue(one, path + "[" + i + "]", source)).ifPresent(values::add);
      }
    } else if (!isNull()) {
      wrong("must be a list, for instance [a, b]");
    }
    return values;
  }

  /**
   * A mapping; an empty value is an empty mapping, and so is what is none.
   *
   * @param known its keys; empty when they are names of the user's own
   */
  YamlMapping mapping(List<String> known) {
    if (node instanceof MappingNode mapping) {
      return YamlMapping.of(mapping, path, known, source);
    }
    if (!isNull()) {
      wrong(
          known.isEmpty()
              ? "must be a mapping of names to values"
              : "must be a mapping; its keys are " + String.join(", ", known));
    }
    return YamlMapping.none(source);
  }

  /** Reports what is wrong with it and gives nothing. */
  <T> Optional<T> wrong(String message) {
    String subject = path.isEmpty() ? "the configuration" : "`" + path + "`";
    source.report(node, path, subject + " " + message, Optional.empty());
    return Optional.empty();
  }

  static String alternatives(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }
}
