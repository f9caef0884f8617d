package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.ConstraintDefinition.ReferentialAction;
import dev.pgreview.schema.IndexKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Constraints, which columns, CREATE TABLE, ALTER TABLE and domains share. */
final class ConstraintTranslator {
  private final StatementText text;
  private final ExpressionTranslator expressions;

  ConstraintTranslator(StatementText text) {
    this.text = text;
    this.expressions = new ExpressionTranslator(text);
  }

  /**
   * What stands around a constraint.
   *
   * @param column the column that it is written behind; null for a table or domain constraint
   * @param deferrable what a column's constraint says in nodes of their own behind it; those of a
   *     table's say it themselves
   */
  record Attributes(@Nullable String column, boolean deferrable, boolean notEnforced) {
    static final Attributes NONE = new Attributes(null, false, false);

    /** Those of the nodes from {@code from} to before {@code to}. */
    static Attributes ofColumn(String column, ParseNode constraints, int from, int to) {
      boolean deferrable = false;
      boolean notEnforced = false;
      for (int i = from; i < to; i++) {
        switch (Nodes.text(constraints.path(i).path("Constraint"), "contype")) {
          case "CONSTR_ATTR_DEFERRABLE", "CONSTR_ATTR_DEFERRED" -> deferrable = true;
          case "CONSTR_ATTR_NOT_ENFORCED" -> notEnforced = true;
          default -> {}
        }
      }
      return new Attributes(column, deferrable, notEnforced);
    }

    List<String> columns(ParseNode names) {
      return column != null ? List.of(column) : Nodes.strings(names);
    }

    boolean deferrable(ParseNode constraint) {
      return deferrable || Nodes.flag(constraint, "deferrable");
    }

    boolean enforced(ParseNode constraint) {
      return !notEnforced && Nodes.flag(constraint, "is_enforced");
    }

    /** PostgreSQL does not check what it does not enforce. */
    boolean notValid(ParseNode constraint) {
      return notEnforced || Nodes.flag(constraint, "skip_validation");
    }
  }

  /** A table constraint: a Constraint without its tag. */
  ConstraintDefinition constraint(ParseNode node) {
    return constraint(node, text.element(node), Attributes.NONE);
  }

  /** A Constraint without its tag that stands at {@code range}. */
  ConstraintDefinition constraint(ParseNode node, TextRange range, Attributes attributes) {
    Optional<String> name = Nodes.optionalText(node, "conname");
    return switch (Nodes.text(node, "contype")) {
      case "CONSTR_CHECK" ->
          new ConstraintDefinition.Check(
              name,
              expressions.expression(
                  node.path("raw_expr"), text.parenthesised(text.after("check", range).start())),
              attributes.notValid(node),
              Nodes.flag(node, "is_no_inherit"),
              attributes.enforced(node),
              range);
      case "CONSTR_NOTNULL" ->
          new ConstraintDefinition.NotNull(
              name,
              String.join(".", attributes.columns(node.path("keys"))),
              attributes.notValid(node),
              Nodes.flag(node, "is_no_inherit"),
              range);
      case "CONSTR_EXCLUSION" -> exclusion(node, range);
      case "CONSTR_FOREIGN" -> foreignKey(node, range, attributes);
      default -> unique(node, range, attributes);
    };
  }

  private static ConstraintDefinition unique(
      ParseNode node, TextRange range, Attributes attributes) {
    return new ConstraintDefinition.Unique(
        Nodes.optionalText(node, "conname"),
        Nodes.text(node, "contype").equals("CONSTR_PRIMARY"),
        attributes.columns(node.path("keys")),
        Nodes.strings(node.path("including")),
        Nodes.optionalText(node, "indexname"),
        Nodes.flag(node, "nulls_not_distinct"),
        attributes.deferrable(node),
        Nodes.flag(node, "without_overlaps"),
        range);
  }

  private ConstraintDefinition exclusion(ParseNode node, TextRange range) {
    IndexTranslator indexes = new IndexTranslator(text);
    ParseNode elements = node.path("exclusions");
    List<TextRange> places =
        text.elements(text.parenthesised(text.after("exclude", range).start()));
    List<IndexKey> keys = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      ParseNode element = elements.path(i).path("List").path("items").path(0).path("IndexElem");
      keys.add(indexes.key(element, i < places.size() ? places.get(i) : range));
    }
    String method = Nodes.text(node, "access_method");
    ParseNode where = node.path("where_clause");
    return new ConstraintDefinition.Exclusion(
        Nodes.optionalText(node, "conname"),
        method.isEmpty() ? "btree" : method,
        keys,
        where.isMissingNode()
            ? Optional.empty()
            : Optional.of(
                expressions.expression(
                    where, text.parenthesised(text.after("where", range).start()))),
        range);
  }

  private static ConstraintDefinition foreignKey(
      ParseNode node, TextRange range, Attributes attributes) {
    return new ConstraintDefinition.ForeignKey(
        Nodes.optionalText(node, "conname"),
        attributes.columns(node.path("fk_attrs")),
        Nodes.relation(node.path("pktable")),
        Nodes.strings(node.path("pk_attrs")),
        action(Nodes.text(node, "fk_del_action")),
        action(Nodes.text(node, "fk_upd_action")),
        attributes.notValid(node),
        attributes.deferrable(node),
        attributes.enforced(node),
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
