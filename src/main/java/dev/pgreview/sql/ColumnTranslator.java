package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ColumnDefinition.Generated;
import dev.pgreview.schema.ColumnDefinition.Identity;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.sql.ConstraintTranslator.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns of tables and composite types. */
final class ColumnTranslator {
  private static final String ATTRIBUTE = "CONSTR_ATTR_";

  private final StatementText text;
  private final ExpressionTranslator expressions;
  private final ConstraintTranslator constraints;

  ColumnTranslator(StatementText text) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
    this.constraints = new ConstraintTranslator(text);
  }

  /** A ColumnDef without its tag. */
  ColumnDefinition column(ParseNode node) {
    ColumnType type = TypeTranslator.type(node.path("typeName"));
    TextRange range = text.element(node);
    Draft draft = new Draft(Nodes.text(node, "colname"));
    draft.notNull = type.serial() || Nodes.flag(node, "is_not_null");
    ParseNode list = node.path("constraints");
    for (int i = 0; i < list.size(); i++) {
      ParseNode constraint = list.path(i).path("Constraint");
      if (!isAttribute(constraint)) {
        int next = afterAttributes(list, i + 1);
        Attributes attributes = Attributes.ofColumn(draft.name, list, i + 1, next);
        accept(constraint, place(node, i, next, range), attributes, draft);
      }
    }
    return new ColumnDefinition(
        draft.name,
        type,
        draft.defaultValue,
        draft.notNull,
        draft.identity,
        draft.identitySequence,
        draft.generated,
        collation(node),
        draft.constraints,
        range);
  }

  private void accept(ParseNode node, TextRange place, Attributes attributes, Draft draft) {
    switch (Nodes.text(node, "contype")) {
      case "CONSTR_NOTNULL" -> {
        draft.notNull = true;
        if (node.has("conname")) {
          draft.constraints.add(constraints.constraint(node, place, attributes));
        }
      }
      case "CONSTR_DEFAULT" ->
          draft.defaultValue =
              Optional.of(
                  expressions.expression(node.path("raw_expr"), text.after("default", place)));
      case "CONSTR_IDENTITY" -> {
        draft.notNull = true;
        draft.identity = Optional.of(identity(node));
        draft.identitySequence = identitySequence(node);
      }
      case "CONSTR_GENERATED" -> draft.generated = Optional.of(generated(node, place));
      case "CONSTR_PRIMARY" -> {
        draft.notNull = true;
        draft.constraints.add(constraints.constraint(node, place, attributes));
      }
      case "CONSTR_NULL" -> {}
      default -> draft.constraints.add(constraints.constraint(node, place, attributes));
    }
  }

  /**
   * From a constraint's first token to the last one before the next constraint or COLLATE: there
   * are no commas between them.
   */
  private TextRange place(ParseNode column, int index, int next, TextRange range) {
    ParseNode list = column.path("constraints");
    int start = text.offset(list.path(index).path("Constraint"));
    int end = range.end();
    if (next < list.size()) {
      end = text.offset(list.path(next).path("Constraint"));
    }
    int collate = text.offset(column.path("collClause"));
    if (collate > start && collate < end) {
      end = collate;
    }
    return text.upTo(new TextRange(start, Math.max(start, end)));
  }

  /** DEFERRABLE and the like stand behind their constraint as constraints of their own. */
  private static int afterAttributes(ParseNode list, int from) {
    int next = from;
    while (next < list.size() && isAttribute(list.path(next).path("Constraint"))) {
      next++;
    }
    return next;
  }

  private static boolean isAttribute(ParseNode constraint) {
    return Nodes.text(constraint, "contype").startsWith(ATTRIBUTE);
  }

  /** An identity constraint's node. */
  static Identity identity(ParseNode constraint) {
    return Nodes.text(constraint, "generated_when").equals("a")
        ? Identity.ALWAYS
        : Identity.BY_DEFAULT;
  }

  static Optional<QualifiedName> identitySequence(ParseNode constraint) {
    ParseNode name = Nodes.option(constraint.path("options"), "sequence_name").path("arg");
    List<String> parts = Nodes.strings(name.path("List").path("items"));
    return parts.isEmpty() ? Optional.empty() : Optional.of(Nodes.name(parts));
  }

  private Generated generated(ParseNode constraint, TextRange place) {
    TextRange inside = text.parenthesised(text.after("as", place).start());
    return new Generated(
        expressions.expression(constraint.path("raw_expr"), inside),
        !Nodes.text(constraint, "generated_kind").equals("v"),
        text.has("stored", place) || text.has("virtual", place));
  }

  private static @Nullable String collation(ParseNode column) {
    List<String> name = Nodes.strings(column.path("collClause").path("collname"));
    return name.isEmpty() ? null : name.getLast();
  }

  /** What the constraints of a column say of it. */
  private static final class Draft {
    final String name;
    final List<ConstraintDefinition> constraints = new ArrayList<>();
    Optional<SqlExpression> defaultValue = Optional.empty();
    Optional<Identity> identity = Optional.empty();
    Optional<QualifiedName> identitySequence = Optional.empty();
    Optional<Generated> generated = Optional.empty();
    boolean notNull;

    Draft(String name) {
      this.name = name;
    }
  }
}
