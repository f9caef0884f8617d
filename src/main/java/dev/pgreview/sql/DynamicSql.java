package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import java.util.List;
import java.util.Optional;

/** SQL that is the value of an expression, as EXECUTE in PL/pgSQL runs it. */
final class DynamicSql {
  private static final String SELECT = "SELECT ";

  private final PgQuery parser;

  DynamicSql(PgQuery parser) {
    this.parser = parser;
  }

  /**
   * What an expression's value is.
   *
   * @param literal the one constant that it consists of; empty when it is put together from several
   */
  record Constant(String value, Optional<StringLiteral> literal) {}

  /** The value of an expression that consists of constants; empty for any other. */
  Optional<Constant> constant(String expression) {
    try {
      ParseNode select = parser.parse(SELECT + expression).statements().getFirst();
      ParseNode value =
          select.path("SelectStmt").path("targetList").path(0).path("ResTarget").path("val");
      Optional<StringLiteral> literal =
          value.has("A_Const")
              ? Optional.of(StringLiteral.find(expression, 0, Nodes.value(value)))
              : Optional.empty();
      return text(value).map(text -> new Constant(text, literal));
    } catch (SqlSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Where a range of a constant's value stands in the expression. */
  static TextRange range(Constant constant, TextRange inValue, String expression) {
    return constant
        .literal()
        .map(literal -> literal.range(inValue))
        .orElseGet(() -> new TextRange(0, expression.length()));
  }

  private static Optional<String> text(ParseNode node) {
    ParseNode inner = Nodes.inner(node);
    return switch (Nodes.tag(node)) {
      case "A_Const" ->
          inner.has("sval") ? Optional.of(Nodes.value(node)) : Optional.<String>empty();
      case "TypeCast" -> text(inner.path("arg"));
      case "A_Expr" -> concatenation(inner);
      case "FuncCall" -> formatted(inner);
      default -> Optional.empty();
    };
  }

  private static Optional<String> concatenation(ParseNode operation) {
    if (!Nodes.strings(operation.path("name")).equals(List.of("||"))) {
      return Optional.empty();
    }
    return text(operation.path("lexpr"))
        .flatMap(left -> text(operation.path("rexpr")).map(right -> left + right));
  }

  /** {@code format('…')} of text without specifiers. */
  private static Optional<String> formatted(ParseNode call) {
    List<String> name = Nodes.strings(call.path("funcname"));
    ParseNode arguments = call.path("args");
    if (name.isEmpty() || !name.getLast().equals("format") || arguments.size() != 1) {
      return Optional.empty();
    }
    return text(arguments.path(0))
        .filter(text -> !text.replace("%%", "").contains("%"))
        .map(text -> text.replace("%%", "%"));
  }
}
