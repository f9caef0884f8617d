package dev.pgreview.sql;

import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON text to a parse tree. Keeps what trees have in common, short words and the names of an
 * object's fields, so that it is there once. For one thread.
 *
 * <p>Not Jackson's mapper: its start-up costs more than parsing a thousand statements.
 */
final class TreeReader {
  private static final int DEEPEST = 50_000;
  private static final int LONGEST_KEPT = 24;
  private static final int KEPT = 512;

  /** The module's scanner writes control characters of a token's text as they are. */
  private static final JsonFactory STREAMS =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** By hash of the word; a newer word takes the place of an older. */
  private final String[] words = new String[KEPT];

  /** By hash of the names. */
  private final String[][] shapes = new String[KEPT][];

  // Fields and items of the containers that are open, innermost last.
  private String[] names = new String[64];
  private ParseNode[] values = new ParseNode[64];
  private int filled;

  /** Greatest that {@link #filled} was for this tree. */
  private int most;

  TreeReader() {
    Arrays.fill(words, "");
    Arrays.fill(shapes, new String[0]);
  }

  /**
   * Reads an object.
   *
   * @param json in UTF-8
   * @throws StreamConstraintsException if it is nested more than 50,000 deep
   */
  ParseNode read(byte[] json) {
    filled = 0;
    try (JsonParser parser = STREAMS.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      return read(parser);
    } finally {
      forget();
    }
  }

  /** Not recursive: the depth of the tree is the depth of the statement. */
  private ParseNode read(JsonParser parser) {
    int[] starts = new int[64];
    int depth = 0;
    String name = "";
    while (true) {
      JsonToken token = parser.nextToken();
      switch (token) {
        case PROPERTY_NAME -> name = parser.currentName();
        case START_OBJECT, START_ARRAY -> {
          // The container's own place, until it is complete.
          push(name, ParseNode.MISSING);
          depth++;
          starts = depth < starts.length ? starts : Arrays.copyOf(starts, depth * 2);
          starts[depth] = filled;
        }
        case END_OBJECT, END_ARRAY -> {
          ParseNode whole = close(starts[depth], token == JsonToken.END_OBJECT);
          if (depth == 0) {
            return whole;
          }
          values[filled - 1] = whole;
          depth--;
        }
        default -> push(name, scalar(parser, token));
      }
    }
  }

  private void push(String name, ParseNode value) {
    if (filled == values.length) {
      names = Arrays.copyOf(names, filled * 2);
      values = Arrays.copyOf(values, filled * 2);
    }
    names[filled] = name;
    values[filled++] = value;
    most = Math.max(most, filled);
  }

  private ParseNode close(int start, boolean object) {
    ParseNode[] inside = Arrays.copyOfRange(values, start, filled);
    ParseNode closed = object ? ParseNode.object(shape(start), inside) : ParseNode.list(inside);
    filled = start;
    return closed;
  }

  /** The names from a place on, which are the same objects for the same fields. */
  private String[] shape(int start) {
    int hash = filled - start;
    for (int i = start; i < filled; i++) {
      hash = 31 * hash + names[i].hashCode();
    }
    int slot = (hash ^ (hash >>> 15)) & (KEPT - 1);
    if (!Arrays.equals(shapes[slot], 0, shapes[slot].length, names, start, filled)) {
      shapes[slot] = Arrays.copyOfRange(names, start, filled);
    }
    return shapes[slot];
  }

  private ParseNode scalar(JsonParser parser, JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> ParseNode.text(word(parser));
      case VALUE_NUMBER_INT -> ParseNode.number(parser.getLongValue());
      case VALUE_TRUE -> ParseNode.flag(true);
      case VALUE_FALSE -> ParseNode.flag(false);
      default -> ParseNode.MISSING;
    };
  }

  private String word(JsonParser parser) {
    int length = parser.getStringLength();
    if (length > LONGEST_KEPT) {
      return parser.getString();
    }
    char[] text = parser.getStringCharacters();
    int from = parser.getStringOffset();
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ (hash >>> 15)) & (KEPT - 1);
    String kept = words[slot];
    if (kept.length() != length || !isAt(kept, text, from)) {
      kept = new String(text, from, length);
      words[slot] = kept;
    }
    return kept;
  }

  private static boolean isAt(String word, char[] text, int from) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** A large statement's tree is not held here, nor is the room that it took. */
  private void forget() {
    if (values.length > 4096) {
      names = new String[64];
      values = new ParseNode[64];
    } else {
      Arrays.fill(values, 0, most, ParseNode.MISSING);
    }
    most = 0;
  }
}
