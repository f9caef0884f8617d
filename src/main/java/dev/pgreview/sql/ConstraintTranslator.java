package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.ConstraintDefinition.ReferentialAction;
import dev.pgreview.schema.SqlExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Columns and constraints, which CREATE TABLE, ALTER TABLE and domains share. */
final class ConstraintTranslator {
  private final StatementText text;
  private final ExpressionTranslator expressions;

  ConstraintTranslator(StatementText text) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
  }

  /** A ColumnDef without its tag. */
  ColumnDefinition column(JsonNode node) {
    String name = Nodes.text(node, "colname");
    ColumnType type = TypeTranslator.type(node.path("typeName"));
    TextRange range = text.element(node);
    Optional<SqlExpression> defaultValue = Optional.empty();
    Optional<ColumnDefinition.Identity> identity = Optional.empty();
    Optional<ColumnDefinition.Generated> generated = Optional.empty();
    boolean notNull = type.serial() || Nodes.flag(node, "is_not_null");
    List<ConstraintDefinition> constraints = new ArrayList<>();
    JsonNode list = node.path("constraints");
    for (int i = 0; i < list.size(); i++) {
      JsonNode constraint = list.path(i).path("Constraint");
      TextRange place = columnConstraintRange(list, i, range);
      switch (Nodes.text(constraint, "contype")) {
        case "CONSTR_NOTNULL" -> {
          notNull = true;
          if (constraint.has("conname")) {
            constraints.add(constraint(constraint, place, name));
          }
        }
        case "CONSTR_DEFAULT" ->
            defaultValue =
                Optional.of(
                    expressions.expression(
                        constraint.path("raw_expr"), text.after("default", place, "collate")));
        case "CONSTR_IDENTITY" -> {
          notNull = true;
          identity =
              Optional.of(
                  Nodes.text(constraint, "generated_when").equals("a")
                      ? ColumnDefinition.Identity.ALWAYS
                      : ColumnDefinition.Identity.BY_DEFAULT);
        }
        case "CONSTR_GENERATED" -> generated = Optional.of(generated(constraint, place));
        case "CONSTR_CHECK", "CONSTR_UNIQUE", "CONSTR_EXCLUSION", "CONSTR_FOREIGN" ->
            constraints.add(constraint(constraint, place, name));
        case "CONSTR_PRIMARY" -> {
          notNull = true;
          constraints.add(constraint(constraint, place, name));
        }
        default -> {
          // NULL and the attributes of the constraint before (DEFERRABLE …) are no constraints.
        }
      }
    }
    return new ColumnDefinition(
        name,
        type,
        defaultValue,
        notNull,
        identity,
        generated,
        collation(node),
        constraints,
        range);
  }

  /** Column constraints have no commas between them: each ends where the next begins. */
  private TextRange columnConstraintRange(JsonNode list, int index, TextRange column) {
    int start = text.offset(list.path(index).path("Constraint"));
    int end = column.end();
    for (int i = index + 1; i < list.size(); i++) {
      int next = text.offset(list.path(i).path("Constraint"));
      if (next > start) {
        end = next;
        break;
      }
    }
    String slice = text.sql().substring(start, Math.max(start, end)).stripTrailing();
    return new TextRange(start, start + slice.length());
  }

  private static @Nullable String collation(JsonNode column) {
    List<String> name = Nodes.strings(column.path("collClause").path("collname"));
    return name.isEmpty() ? null : name.getLast();
  }

  private ColumnDefinition.Generated generated(JsonNode constraint, TextRange place) {
    TextRange as = text.after("as", place);
    TextRange inside = text.parenthesised(as.start());
    String tail = text.slice(new TextRange(Math.min(inside.end(), place.end()), place.end()));
    String upper = tail.toUpperCase(java.util.Locale.ROOT);
    boolean stored = !Nodes.text(constraint, "generated_kind").equals("v");
    return new ColumnDefinition.Generated(
        expressions.expression(constraint.path("raw_expr"), inside),
        stored,
        upper.contains("STORED") || upper.contains("VIRTUAL"));
  }

  /** A table constraint: a Constraint without its tag. */
  ConstraintDefinition constraint(JsonNode node) {
    return constraint(node, text.element(node), null);
  }

  /**
   * A constraint.
   *
   * @param column the column that it is written behind; null for a table or domain constraint
   */
  ConstraintDefinition constraint(JsonNode node, TextRange range, @Nullable String column) {
    Optional<String> name = Nodes.optionalText(node, "conname");
    boolean notValid = Nodes.flag(node, "skip_validation");
    return switch (Nodes.text(node, "contype")) {
      case "CONSTR_CHECK" ->
          new ConstraintDefinition.Check(
              name,
              expressions.expression(
                  node.path("raw_expr"), text.parenthesised(text.after("check", range).start())),
              notValid,
              Nodes.flag(node, "is_no_inherit"),
              enforced(node),
              range);
      case "CONSTR_NOTNULL" ->
          new ConstraintDefinition.NotNull(
              name,
              column != null ? column : first(Nodes.strings(node.path("keys"))),
              notValid,
              Nodes.flag(node, "is_no_inherit"),
              range);
      case "CONSTR_EXCLUSION" -> exclusion(node, name, range);
      case "CONSTR_FOREIGN" -> foreignKey(node, name, range, column);
      default -> unique(node, name, range, column);
    };
  }

  private static String first(List<String> names) {
    return names.isEmpty() ? "" : names.getFirst();
  }

  private static boolean enforced(JsonNode node) {
    return Nodes.flag(node, "is_enforced");
  }

  private ConstraintDefinition unique(
      JsonNode node, Optional<String> name, TextRange range, @Nullable String column) {
    return new ConstraintDefinition.Unique(
        name,
        Nodes.text(node, "contype").equals("CONSTR_PRIMARY"),
        column != null ? List.of(column) : Nodes.strings(node.path("keys")),
        Nodes.strings(node.path("including")),
        Nodes.optionalText(node, "indexname"),
        Nodes.flag(node, "nulls_not_distinct"),
        Nodes.flag(node, "deferrable"),
        Nodes.flag(node, "without_overlaps"),
        range);
  }

  private ConstraintDefinition exclusion(JsonNode node, Optional<String> name, TextRange range) {
    IndexTranslator indexes = new IndexTranslator(text);
    JsonNode elements = node.path("exclusions");
    List<dev.pgreview.schema.IndexKey> keys = new ArrayList<>();
    List<TextRange> places =
        SubcommandLocator.elements(text.sql(), openParenthesis(text.after("exclude", range)));
    for (int i = 0; i < elements.size(); i++) {
      JsonNode element = elements.path(i).path("List").path("items").path(0).path("IndexElem");
      keys.add(indexes.key(element, i < places.size() ? places.get(i) : range));
    }
    String method = Nodes.text(node, "access_method");
    return new ConstraintDefinition.Exclusion(
        name, method.isEmpty() ? "btree" : method, keys, range);
  }

  private int openParenthesis(TextRange from) {
    return text.parenthesised(from.start()).start();
  }

  private static ConstraintDefinition foreignKey(
      JsonNode node, Optional<String> name, TextRange range, @Nullable String column) {
    return new ConstraintDefinition.ForeignKey(
        name,
        column != null ? List.of(column) : Nodes.strings(node.path("fk_attrs")),
        Nodes.relation(node.path("pktable")),
        Nodes.strings(node.path("pk_attrs")),
        action(Nodes.text(node, "fk_del_action")),
        action(Nodes.text(node, "fk_upd_action")),
        Nodes.flag(node, "skip_validation"),
        Nodes.flag(node, "deferrable"),
        enforced(node),
        range);
  }

  /** FKCONSTR_ACTION_… in src/include/nodes/parsenodes.h. */
  private static ReferentialAction action(String code) {
    return switch (code) {
      case "r" -> ReferentialAction.RESTRICT;
      case "c" -> ReferentialAction.CASCADE;
      case "n" -> ReferentialAction.SET_NULL;
      case "d" -> ReferentialAction.SET_DEFAULT;
      default -> ReferentialAction.NO_ACTION;
    };
  }
}
