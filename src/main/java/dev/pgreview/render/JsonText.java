package dev.pgreview.render;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Writes JSON. Only Jackson's streaming layer: its data binding would double the command's start-up
 * time.
 */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
          .withObjectEmptySeparator("")
          .withArrayEmptySeparator("");
  private static final ObjectWriteContext INDENTED =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          return new DefaultPrettyPrinter(SEPARATORS)
              .withObjectIndenter(INDENT)
              .withArrayIndenter(INDENT);
        }

        @Override
        public boolean hasPrettyPrinter() {
          return true;
        }
      };

  private final JsonGenerator out;

  private JsonText(JsonGenerator out) {
    this.out = out;
  }

  /** Indented, with a line break at the end. */
  public static String pretty(Consumer<JsonText> content) {
    return write(INDENTED, content) + "\n";
  }

  /** On one line, without a line break. */
  public static String compact(Consumer<JsonText> content) {
    return write(ObjectWriteContext.empty(), content);
  }

  private static String write(ObjectWriteContext context, Consumer<JsonText> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(context, text)) {
      content.accept(new JsonText(generator));
    }
    return text.toString();
  }

  public void startObject() {
    out.writeStartObject();
  }

  public void endObject() {
    out.writeEndObject();
  }

  public void startArray() {
    out.writeStartArray();
  }

  public void endArray() {
    out.writeEndArray();
  }

  /** A property that is an object; {@code fields} writes its properties. */
  public void object(String name, Runnable fields) {
    out.writeName(name);
    out.writeStartObject();
    fields.run();
    out.writeEndObject();
  }

  /** A property that is an object, or null when there is none. */
  public <T> void optional(String name, Optional<T> value, Consumer<T> fields) {
    if (value.isPresent()) {
      object(name, () -> fields.accept(value.get()));
    } else {
      out.writeNullProperty(name);
    }
  }

  /** A property that is a list of objects. */
  public <T> void objects(String name, Collection<T> values, Consumer<T> fields) {
    out.writeName(name);
    objects(values, fields);
  }

  /** A list of objects. */
  public <T> void objects(Collection<T> values, Consumer<T> fields) {
    out.writeStartArray();
    for (T value : values) {
      out.writeStartObject();
      fields.accept(value);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  public void strings(String name, Collection<String> values) {
    out.writeName(name);
    out.writeStartArray();
    for (String value : values) {
      out.writeString(wellFormed(value));
    }
    out.writeEndArray();
  }

  public void string(String name, @Nullable String value) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeStringProperty(name, wellFormed(value));
    }
  }

  public void bool(String name, @Nullable Boolean value) {
    if (value == null) {
      out.writeNullProperty(name);
    } else {
      out.writeBooleanProperty(name, value);
    }
  }

  public void number(String name, long value) {
    out.writeNumberProperty(name, value);
  }

  public void integer(String name, OptionalInt value) {
    if (value.isPresent()) {
      out.writeNumberProperty(name, value.getAsInt());
    } else {
      out.writeNullProperty(name);
    }
  }

  /** To three decimals: nothing that is reported in seconds or rows a second is known better. */
  public void decimal(String name, double value) {
    out.writeName(name);
    out.writeNumber(rounded(BigDecimal.valueOf(value)));
  }

  /** Milliseconds, to a microsecond. */
  public void millis(String name, Duration value) {
    out.writeName(name);
    out.writeNumber(rounded(BigDecimal.valueOf(value.toNanos(), 6)));
  }

  private static BigDecimal rounded(BigDecimal value) {
    BigDecimal rounded = value.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0, RoundingMode.UNNECESSARY) : rounded;
  }

  /** A lone surrogate has no UTF-8 form, and the reader of the report would fail on it. */
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }
}
