package dev.pgreview.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A type as written in a statement.
 *
 * @param name PostgreSQL's internal name for built-in types ({@code int4}, {@code varchar}, {@code
 *     timestamptz}, {@code bpchar}), without the schema {@code pg_catalog}; otherwise as spelled
 * @param modifiers the numbers in parentheses, {@code numeric(10,2)} being 10 and 2; of an interval
 *     with fields ({@code day to second(3)}) the precision and PostgreSQL's mask of the fields
 * @param arrayDimensions 0 for no array
 * @param serial written as serial, bigserial or smallserial: {@code name} is then int4, int8, int2
 * @param setOf returns a set (function results only)
 */
public record ColumnType(
    QualifiedName name,
    List<Integer> modifiers,
    int arrayDimensions,
    boolean serial,
    boolean setOf) {
  public ColumnType {
    modifiers = List.copyOf(modifiers);
  }

  public static ColumnType of(String name, Integer... modifiers) {
    return new ColumnType(QualifiedName.of(name), List.of(modifiers), 0, false, false);
  }

  /** The same under another name. */
  public ColumnType named(QualifiedName newName) {
    return new ColumnType(newName, modifiers, arrayDimensions, serial, setOf);
  }

  /** The same without what stands in parentheses. */
  public ColumnType withoutModifiers() {
    return new ColumnType(name, List.of(), arrayDimensions, serial, setOf);
  }

  /** For messages: the internal name, modifiers and brackets. */
  public String display() {
    String base = SqlTypeNames.display(name);
    String inParentheses =
        modifiers.isEmpty()
            ? ""
            : modifiers.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"));
    return (base + inParentheses + "[]".repeat(arrayDimensions)).toLowerCase(Locale.ROOT);
  }
}
