package dev.pgreview.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * A node of PostgreSQL's parse tree: an object with named fields, a list, or a value. Immutable.
 *
 * <p>What is not there is {@link #MISSING}, of which every field is missing again, so that a path
 * can be followed without asking at each step. Takes a tenth of the memory of a general JSON tree:
 * the trees of large statements are what bounds the memory of a review.
 */
abstract sealed class ParseNode implements Iterable<ParseNode> {
  /** What is not there; also JSON's null. */
  static final ParseNode MISSING = new Missing();

  private static final ParseNode TRUE = new Flag(true);
  private static final ParseNode FALSE = new Flag(false);
  private static final ParseNode[] NONE = {};
  private static final int LARGEST_CACHED = 255;
  private static final ParseNode[] NUMBERS = new ParseNode[LARGEST_CACHED + 1];

  static {
    Arrays.setAll(NUMBERS, Whole::new);
  }

  private ParseNode() {}

  /**
   * An object.
   *
   * @param names of its fields, shared between objects with the same fields
   * @param values of them, in the same order
   */
  static ParseNode object(String[] names, ParseNode[] values) {
    return new Fields(names, values);
  }

  static ParseNode list(ParseNode[] items) {
    return new Items(items);
  }

  static ParseNode text(String value) {
    return new Text(value);
  }

  static ParseNode number(long value) {
    return value >= 0 && value <= LARGEST_CACHED ? NUMBERS[(int) value] : new Whole(value);
  }

  static ParseNode flag(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** A field of an object. */
  ParseNode path(String field) {
    return MISSING;
  }

  /** An item of a list, from 0. */
  ParseNode path(int index) {
    return MISSING;
  }

  boolean has(String field) {
    return path(field) != MISSING;
  }

  boolean isMissingNode() {
    return this == MISSING;
  }

  boolean isArray() {
    return false;
  }

  boolean isObject() {
    return false;
  }

  boolean isString() {
    return false;
  }

  /** An object or a list. */
  boolean isContainer() {
    return isArray() || isObject();
  }

  /** Fields of an object or items of a list; 0 for others. */
  int size() {
    return children().length;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** The name of an object's field, from 0. */
  String name(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  /** The value of an object's field or a list's item, from 0. */
  ParseNode child(int index) {
    return children()[index];
  }

  String asString(String otherwise) {
    return otherwise;
  }

  int asInt(int otherwise) {
    return (int) asLong(otherwise);
  }

  /** 0 for what is no number. */
  int asInt() {
    return asInt(0);
  }

  long asLong(long otherwise) {
    return otherwise;
  }

  boolean asBoolean(boolean otherwise) {
    return otherwise;
  }

  /** Values of an object or items of a list. */
  @Override
  public Iterator<ParseNode> iterator() {
    return Arrays.asList(children()).iterator();
  }

  ParseNode[] children() {
    return NONE;
  }

  private static final class Missing extends ParseNode {
    @Override
    public String toString() {
      return "";
    }
  }

  private static final class Fields extends ParseNode {
    private final String[] names;
    private final ParseNode[] values;

    Fields(String[] names, ParseNode[] values) {
      this.names = names;
      this.values = values;
    }

    @Override
    ParseNode path(String field) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].equals(field)) {
          return values[i];
        }
      }
      return MISSING;
    }

    @Override
    boolean isObject() {
      return true;
    }

    @Override
    String name(int index) {
      return names[index];
    }

    @Override
    ParseNode[] children() {
      return values;
    }

    @Override
    public String toString() {
      List<String> fields = new ArrayList<>(names.length);
      for (int i = 0; i < names.length; i++) {
        fields.add(names[i] + "=" + values[i]);
      }
      return "{" + String.join(", ", fields) + "}";
    }
  }

  private static final class Items extends ParseNode {
    private final ParseNode[] items;

    Items(ParseNode[] items) {
      this.items = items;
    }

    @Override
    ParseNode path(int index) {
      return index >= 0 && index < items.length ? items[index] : MISSING;
    }

    @Override
    boolean isArray() {
      return true;
    }

    @Override
    ParseNode[] children() {
      return items;
    }

    @Override
    public String toString() {
      return Arrays.toString(items);
    }
  }

  private static final class Text extends ParseNode {
    private final String value;

    Text(String value) {
      this.value = value;
    }

    @Override
    boolean isString() {
      return true;
    }

    @Override
    String asString(String otherwise) {
      return value;
    }

    @Override
    public String toString() {
      return value;
    }
  }

  private static final class Whole extends ParseNode {
    private final long value;

    Whole(long value) {
      this.value = value;
    }

    @Override
    String asString(String otherwise) {
      return toString();
    }

    @Override
    long asLong(long otherwise) {
      return value;
    }

    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  private static final class Flag extends ParseNode {
    private final boolean value;

    Flag(boolean value) {
      this.value = value;
    }

    @Override
    boolean asBoolean(boolean otherwise) {
      return value;
    }

    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }
}
