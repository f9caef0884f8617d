package dev.pgreview.sql;

import dev.pgreview.migration.TextRange;
import dev.pgreview.schema.ColumnDefinition;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectChange.DomainAction;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.sql.ConstraintTranslator.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types, enums and domains. */
final class TypeObjectTranslator {
  private final StatementText text;
  private final ConstraintTranslator constraints;
  private final ExpressionTranslator expressions;

  TypeObjectTranslator(StatementText text) {
    this.text = text;
    this.constraints = new ConstraintTranslator(text);
    this.expressions = new ExpressionTranslator(text);
  }

  static ObjectChange createEnum(ParseNode node) {
    return new ObjectChange.CreateEnum(
        Nodes.name(node.path("typeName")), Nodes.strings(node.path("vals")));
  }

  static ObjectChange alterEnum(ParseNode node) {
    QualifiedName type = Nodes.name(node.path("typeName"));
    String value = Nodes.text(node, "newVal");
    if (node.has("oldVal")) {
      return new ObjectChange.RenameEnumValue(type, Nodes.text(node, "oldVal"), value);
    }
    return new ObjectChange.AddEnumValue(
        type,
        value,
        Nodes.flag(node, "skipIfNewValExists"),
        Nodes.optionalText(node, "newValNeighbor")
            .map(
                neighbour ->
                    new ObjectChange.EnumPlace(neighbour, Nodes.flag(node, "newValIsAfter"))));
  }

  ObjectChange createComposite(ParseNode node) {
    List<ColumnDefinition> attributes = new ArrayList<>();
    for (ParseNode attribute : node.path("coldeflist")) {
      attributes.add(new ColumnTranslator(text).column(attribute.path("ColumnDef")));
    }
    return new ObjectChange.CreateType(
        Nodes.relation(node.path("typevar")), "composite", attributes, Optional.empty());
  }

  static ObjectChange createRange(ParseNode node) {
    ParseNode multirange =
        Nodes.option(node.path("params"), "multirange_type_name").path("arg").path("TypeName");
    return new ObjectChange.CreateType(
        Nodes.name(node.path("typeName")),
        "range",
        List.of(),
        multirange.isMissingNode()
            ? Optional.empty()
            : Optional.of(Nodes.name(multirange.path("names"))));
  }

  /** CREATE TYPE of a base type or a shell. */
  static ObjectChange define(ParseNode node) {
    String form = node.has("definition") ? "base" : "shell";
    return new ObjectChange.CreateType(
        Nodes.name(node.path("defnames")), form, List.of(), Optional.empty());
  }

  ObjectChange createDomain(ParseNode node) {
    Optional<SqlExpression> defaultValue = Optional.empty();
    boolean notNull = false;
    List<ConstraintDefinition> checks = new ArrayList<>();
    ParseNode list = node.path("constraints");
    for (int i = 0; i < list.size(); i++) {
      ParseNode constraint = list.path(i).path("Constraint");
      TextRange place = between(list, i);
      switch (Nodes.text(constraint, "contype")) {
        case "CONSTR_NOTNULL" -> {
          notNull = true;
          if (constraint.has("conname")) {
            checks.add(constraints.constraint(constraint, place, Attributes.NONE));
          }
        }
        case "CONSTR_DEFAULT" ->
            defaultValue =
                Optional.of(
                    expressions.expression(
                        constraint.path("raw_expr"), text.after("default", place)));
        case "CONSTR_CHECK" ->
            checks.add(constraints.constraint(constraint, place, Attributes.NONE));
        default -> {
          // NULL, the default.
        }
      }
    }
    return new ObjectChange.CreateDomain(
        Nodes.name(node.path("domainname")),
        TypeTranslator.type(node.path("typeName")),
        defaultValue,
        notNull,
        checks);
  }

  private TextRange between(ParseNode list, int index) {
    int start = text.offset(list.path(index).path("Constraint"));
    int end =
        index + 1 < list.size()
            ? text.offset(list.path(index + 1).path("Constraint"))
            : text.whole().end();
    return text.upTo(new TextRange(start, Math.max(start, end)), "collate");
  }

  ObjectChange alterDomain(ParseNode node) {
    return new ObjectChange.AlterDomain(Nodes.name(node.path("typeName")), domainAction(node));
  }

  private DomainAction domainAction(ParseNode node) {
    String name = Nodes.text(node, "name");
    ParseNode definition = node.path("def");
    return switch (Nodes.text(node, "subtype")) {
      case "T" ->
          definition.isMissingNode()
              ? new DomainAction.DropDefault()
              : new DomainAction.SetDefault(
                  expressions.expression(definition, text.after("default", text.whole())));
      case "N" -> new DomainAction.DropNotNull();
      case "O" -> new DomainAction.SetNotNull();
      case "X" ->
          new DomainAction.DropConstraint(
              name, Nodes.flag(node, "missing_ok"), Nodes.cascade(node));
      case "V" -> new DomainAction.ValidateConstraint(name);
      default ->
          new DomainAction.AddConstraint(constraints.constraint(definition.path("Constraint")));
    };
  }
}
