package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.IndexKey;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RoutineChange.BodyStatement;
import dev.pgreview.schema.SqlExpression;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Prints what a statement does so that a person can check it: what is false or empty is left out,
 * and each range is shown as the text that it stands for.
 */
final class ShapePrinter {
  private final StringBuilder out = new StringBuilder();
  private final String sql;

  private ShapePrinter(String sql) {
    this.sql = sql;
  }

  /**
   * @param sql the text in which ranges of the value stand
   */
  static String print(String sql, Object value) {
    ShapePrinter printer = new ShapePrinter(sql);
    printer.print(value, 0);
    return printer.out.toString();
  }

  private void print(Object value, int depth) {
    switch (value) {
      case Optional<?> optional -> print(optional.orElseThrow(), depth);
      case TextRange range -> out.append('«').append(slice(range)).append('»');
      case QualifiedName name -> out.append(name.sql());
      case ColumnType type -> out.append(type(type));
      case SqlExpression expression -> printExpression(expression);
      case IndexKey key when key.expression().isEmpty() && isPlain(key) ->
          out.append(key.column().orElseThrow());
      case List<?> list -> printList(list, depth);
      case BodyStatement statement -> printBodyStatement(statement, depth);
      case Record shape -> printRecord(shape, depth);
      case String text -> out.append('"').append(text.replace("\n", "⏎")).append('"');
      default -> out.append(value);
    }
  }

  private String slice(TextRange range) {
    return sql.substring(range.start(), range.end()).replace("\n", "⏎");
  }

  private static boolean isPlain(IndexKey key) {
    return key.operatorClass().isEmpty() && key.collation().isEmpty() && !key.descending();
  }

  private static String type(ColumnType type) {
    String modifiers =
        type.modifiers().isEmpty()
            ? ""
            : type.modifiers().stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "(", ")"));
    return (type.setOf() ? "setof " : "")
        + (type.serial() ? "serial " : "")
        + (type.name().schema() == null ? "" : type.name().schema() + ".")
        + type.name().name()
        + modifiers
        + "[]".repeat(type.arrayDimensions());
  }

  private void printExpression(SqlExpression expression) {
    out.append("‹").append(expression.sql().replace("\n", "⏎")).append("›");
    out.append(expression.constant() ? " constant" : "");
    out.append(expression.subquery() ? " subquery" : "");
    out.append(expression.functions().isEmpty() ? "" : " functions=" + expression.functions());
    out.append(expression.columns().isEmpty() ? "" : " columns=" + expression.columns());
  }

  /** Ranges in a body's statement count from its own beginning. */
  private void printBodyStatement(BodyStatement statement, int depth) {
    out.append(statement.looped() ? "looped " : statement.conditional() ? "conditional " : "");
    print(statement.range(), depth);
    if (!slice(statement.range()).equals(statement.sql().replace("\n", "⏎"))) {
      out.append(" as ‹").append(statement.sql().replace("\n", "⏎")).append('›');
    }
    newLine(depth + 1);
    ShapePrinter inner = new ShapePrinter(statement.sql());
    inner.print(statement.change(), depth + 1);
    out.append(inner.out);
  }

  private void printList(List<?> list, int depth) {
    if (isLeaf(list)) {
      out.append('[');
      for (int i = 0; i < list.size(); i++) {
        out.append(i == 0 ? "" : ", ");
        print(list.get(i), depth);
      }
      out.append(']');
      return;
    }
    for (Object item : list) {
      newLine(depth + 1);
      out.append("- ");
      print(item, depth + 2);
    }
  }

  private static boolean isLeaf(Object value) {
    return switch (value) {
      case QualifiedName name -> true;
      case ColumnType type -> true;
      case TextRange range -> true;
      case SqlExpression expression -> true;
      case IndexKey key -> key.expression().isEmpty() && isPlain(key);
      case Optional<?> optional -> isLeaf(optional.orElseThrow());
      case List<?> list -> list.stream().allMatch(ShapePrinter::isLeaf);
      case Record shape -> false;
      default -> true;
    };
  }

  private void printRecord(Record shape, int depth) {
    out.append(shape.getClass().getSimpleName());
    for (boolean leaves : new boolean[] {true, false}) {
      for (RecordComponent component : shape.getClass().getRecordComponents()) {
        Object value = value(shape, component);
        if (value != null && isSaid(value) && isLeaf(value) == leaves) {
          printComponent(component.getName(), value, depth);
        }
      }
    }
  }

  private void printComponent(String name, Object value, int depth) {
    if (isLeaf(value)) {
      out.append(' ');
    } else {
      newLine(depth + 1);
    }
    out.append(name);
    if (!Boolean.TRUE.equals(value)) {
      out.append('=');
      print(value, depth + 1);
    }
  }

  private static boolean isSaid(Object value) {
    return !Boolean.FALSE.equals(value)
        && !(value instanceof Optional<?> optional && optional.isEmpty())
        && !(value instanceof List<?> list && list.isEmpty())
        && !(value instanceof Integer number && number == 0);
  }

  private static @Nullable Object value(Record shape, RecordComponent component) {
    try {
      return component.getAccessor().invoke(shape);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.toString(), e);
    }
  }

  private void newLine(int depth) {
    out.append('\n').append("  ".repeat(depth));
  }
}
