package dev.pgreview.schema;

import dev.pgreview.schema.QueryColumns.Result;
import dev.pgreview.schema.QueryColumns.ResultColumn;
import dev.pgreview.schema.QueryColumns.Use;
import java.util.ArrayList;
import java.util.List;

/** What a relation in FROM brings. */
final class RelationColumns {
  private RelationColumns() {}

  static Result of(Relation relation) {
    return switch (relation) {
      case Table table ->
          new Result(
              table.columns().stream()
                  .map(
                      c ->
                          new ResultColumn(
                              c.name(),
                              withoutSerial(c.type()),
                              c.collation(),
                              List.of(new Use(table.id(), c.name()))))
                  .toList(),
              table.columnsKnown());
      case View view -> {
        List<ResultColumn> columns = new ArrayList<>();
        for (View.ResultColumn c : view.result()) {
          columns.add(
              new ResultColumn(
                  c.name(), c.type(), c.collation(), List.of(new Use(view.id(), c.name()))));
        }
        yield new Result(columns, view.columnsKnown());
      }
      case Sequence sequence ->
          new Result(
              List.of(
                  ofSequence(sequence, "last_value", "int8"),
                  ofSequence(sequence, "log_cnt", "int8"),
                  ofSequence(sequence, "is_called", "bool")),
              true);
      case Index _ -> new Result(List.of(), false);
    };
  }

  private static ResultColumn ofSequence(Sequence sequence, String name, String type) {
    Use use = new Use(sequence.id(), name);
    return new ResultColumn(name, ColumnType.of(type), null, List.of(use));
  }

  private static ColumnType withoutSerial(ColumnType type) {
    return new ColumnType(type.name(), type.modifiers(), type.arrayDimensions(), false, false);
  }
}
