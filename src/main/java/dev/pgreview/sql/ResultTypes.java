package dev.pgreview.sql;

import dev.pgreview.schema.ColumnType;
import java.util.List;
import java.util.Optional;

/** The type of an expression, where its form tells it. */
final class ResultTypes {
  private ResultTypes() {}

  /** Empty for a column, and for what needs more than the text. */
  static Optional<ColumnType> of(ParseNode value) {
    ParseNode node = Nodes.inner(value);
    return switch (Nodes.tag(value)) {
      case "TypeCast" -> Optional.of(TypeTranslator.type(node.path("typeName")));
      case "A_Const" -> constant(node);
      case "BoolExpr", "NullTest", "BooleanTest" -> Optional.of(ColumnType.of("bool"));
      case "SubLink" ->
          Nodes.text(node, "subLinkType").equals("EXISTS_SUBLINK")
              ? Optional.of(ColumnType.of("bool"))
              : Optional.empty();
      case "FuncCall" -> function(node);
      case "SQLValueFunction" -> valueFunction(Nodes.text(node, "op"));
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnType> constant(ParseNode constant) {
    if (constant.has("ival")) {
      return Optional.of(ColumnType.of("int4"));
    }
    if (constant.has("boolval")) {
      return Optional.of(ColumnType.of("bool"));
    }
    if (constant.has("sval")) {
      return Optional.of(ColumnType.of("text"));
    }
    return Optional.empty();
  }

  private static Optional<ColumnType> function(ParseNode call) {
    List<String> name = Nodes.strings(call.path("funcname"));
    return switch (name.isEmpty() ? "" : name.getLast()) {
      case "count", "row_number", "rank", "dense_rank" -> Optional.of(ColumnType.of("int8"));
      case "now", "clock_timestamp", "statement_timestamp", "transaction_timestamp" ->
          Optional.of(ColumnType.of("timestamptz"));
      case "gen_random_uuid" -> Optional.of(ColumnType.of("uuid"));
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnType> valueFunction(String op) {
    return switch (op) {
      case "SVFOP_CURRENT_DATE" -> Optional.of(ColumnType.of("date"));
      case "SVFOP_CURRENT_TIMESTAMP" -> Optional.of(ColumnType.of("timestamptz"));
      default -> Optional.empty();
    };
  }
}
