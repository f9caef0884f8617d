package dev.pgreview.detect.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the part of TOML 1.0 that tool configuration uses: tables, arrays of tables, dotted keys,
 * strings, arrays, inline tables, booleans and numbers (as text).
 */
public final class TomlDocument {
  /** The text is not TOML, or uses what is not understood here. */
  public static final class TomlException extends Exception {
    private static final long serialVersionUID = 1L;

    TomlException(String message) {
      super(message);
    }
  }

  private final String text;
  private int position;
  private int depth;

  private TomlDocument(String text) {
    this.text = text;
  }

  /**
   * The document as nested maps, lists, strings and booleans; numbers and dates as text.
   *
   * @throws TomlException with the line at which it is not understood
   */
  public static Map<String, Object> parse(String text) throws TomlException {
    return new TomlDocument(text).document();
  }

  private Map<String, Object> document() throws TomlException {
    Map<String, Object> root = new LinkedHashMap<>();
    Map<String, Object> table = root;
    skipBlank(true);
    while (position < text.length()) {
      if (text.startsWith("[[", position)) {
        position += 2;
        table = newElement(root, key());
        expect("]]");
      } else if (peek() == '[') {
        position++;
        table = table(root, key());
        expect("]");
      } else {
        assignment(table);
      }
      skipBlank(false);
      if (position < text.length() && peek() != '\n' && peek() != '\r') {
        throw failure("unexpected text after a value");
      }
      skipBlank(true);
    }
    return root;
  }

  private void assignment(Map<String, Object> table) throws TomlException {
    List<String> key = key();
    expect("=");
    skipBlank(false);
    Map<String, Object> target = table(table, key.subList(0, key.size() - 1));
    target.put(key.getLast(), value());
  }

  private List<String> key() throws TomlException {
    List<String> parts = new ArrayList<>();
    do {
      if (!parts.isEmpty()) {
        position++;
      }
      skipBlank(false);
      parts.add(keyPart());
      skipBlank(false);
    } while (position < text.length() && peek() == '.');
    return parts;
  }

  private String keyPart() throws TomlException {
    if (position < text.length() && (peek() == '"' || peek() == '\'')) {
      return string();
    }
    int start = position;
    while (position < text.length()
        && (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-')) {
      position++;
    }
    if (start == position) {
      throw failure("a key is missing");
    }
    return text.substring(start, position);
  }

  private Object value() throws TomlException {
    if (position >= text.length()) {
      throw failure("a value is missing");
    }
    return switch (peek()) {
      case '"', '\'' -> string();
      case '[' -> nested(this::array);
      case '{' -> nested(this::inlineTable);
      default -> scalar();
    };
  }

  /** What reads a value. */
  private interface Reading {
    Object read() throws TomlException;
  }

  private Object nested(Reading reading) throws TomlException {
    if (++depth > 50) {
      throw failure("nested too deeply");
    }
    Object value = reading.read();
    depth--;
    return value;
  }

  private Object scalar() throws TomlException {
    int start = position;
    while (position < text.length() && ",]}#\n\r".indexOf(peek()) < 0) {
      position++;
    }
    String word = text.substring(start, position).strip();
    if (word.isEmpty()) {
      throw failure("a value is missing");
    }
    return word.equals("true") || word.equals("false") ? (Object) Boolean.valueOf(word) : word;
  }

  private String string() throws TomlException {
    char quote = peek();
    String triple = String.valueOf(quote).repeat(3);
    boolean multiline = text.startsWith(triple, position);
    String close = multiline ? triple : String.valueOf(quote);
    position += close.length();
    StringBuilder value = new StringBuilder();
    while (!text.startsWith(close, position)) {
      if (position >= text.length() || (!multiline && peek() == '\n')) {
        throw failure("a string is not closed");
      }
      char c = text.charAt(position++);
      if (c == '\\' && quote == '"' && position < text.length()) {
        value.append(escaped(text.charAt(position++)));
      } else {
        value.append(c);
      }
    }
    position += close.length();
    return multiline && value.indexOf("\n") == 0 ? value.substring(1) : value.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      default -> String.valueOf(c);
    };
  }

  private List<Object> array() throws TomlException {
    List<Object> values = new ArrayList<>();
    position++;
    skipBlank(true);
    while (position < text.length() && peek() != ']') {
      values.add(value());
      skipBlank(true);
      if (position < text.length() && peek() == ',') {
        position++;
        skipBlank(true);
      }
    }
    expect("]");
    return values;
  }

  private Map<String, Object> inlineTable() throws TomlException {
    Map<String, Object> values = new LinkedHashMap<>();
    position++;
    skipBlank(false);
    while (position < text.length() && peek() != '}') {
      assignment(values);
      skipBlank(false);
      if (position < text.length() && peek() == ',') {
        position++;
        skipBlank(false);
      }
    }
    expect("}");
    return values;
  }

  private Map<String, Object> table(Map<String, Object> from, List<String> key)
      throws TomlException {
    Map<String, Object> table = from;
    for (String part : key) {
      Object next = table.computeIfAbsent(part, p -> new LinkedHashMap<String, Object>());
      Object last = next instanceof List<?> list && !list.isEmpty() ? list.getLast() : next;
      if (!(last instanceof Map<?, ?> map)) {
        throw failure("\"" + part + "\" is not a table");
      }
      table = asTable(map);
    }
    return table;
  }

  private Map<String, Object> newElement(Map<String, Object> root, List<String> key)
      throws TomlException {
    Map<String, Object> parent = table(root, key.subList(0, key.size() - 1));
    Object list = parent.computeIfAbsent(key.getLast(), k -> new ArrayList<Object>());
    if (!(list instanceof List<?> elements)) {
      throw failure("\"" + key.getLast() + "\" is not an array of tables");
    }
    Map<String, Object> element = new LinkedHashMap<>();
    List<Object> extended = new ArrayList<>(elements);
    extended.add(element);
    parent.put(key.getLast(), extended);
    return element;
  }

  @SuppressWarnings("unchecked") // every map in the document was made here, with these types
  private static Map<String, Object> asTable(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  private void expect(String token) throws TomlException {
    skipBlank(false);
    if (!text.startsWith(token, position)) {
      throw failure("\"" + token + "\" is missing");
    }
    position += token.length();
  }

  private void skipBlank(boolean lines) {
    while (position < text.length()) {
      char c = peek();
      if (c == '#') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || (lines && (c == '\n' || c == '\r'))) {
        position++;
      } else {
        return;
      }
    }
  }

  private char peek() {
    return text.charAt(position);
  }

  private TomlException failure(String what) {
    long line = text.substring(0, Math.min(position, text.length())).lines().count();
    return new TomlException("line " + Math.max(1, line) + ": " + what);
  }
}
