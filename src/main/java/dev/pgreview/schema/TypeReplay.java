package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Enumerations, domains, composite types. */
final class TypeReplay {
  private final Replay replay;

  TypeReplay(Replay replay) {
    this.replay = replay;
  }

  void apply(ObjectChange change, boolean conditional) {
    switch (change) {
      case ObjectChange.CreateEnum create -> {
        List<UserType.EnumValue> values =
            create.values().stream()
                .map(value -> new UserType.EnumValue(value, replay.origin()))
                .toList();
        add(new UserType.Enumeration(name(create.name()), replay.origin(), values), conditional);
      }
      case ObjectChange.AddEnumValue add -> addValue(add);
      case ObjectChange.RenameEnumValue rename -> renameValue(rename);
      case ObjectChange.CreateType create -> {
        UserType type =
            create.form().equals("composite")
                ? new UserType.Composite(name(create.name()), replay.origin(), create.attributes())
                : new UserType.Other(name(create.name()), replay.origin(), create.form());
        add(type, conditional);
      }
      case ObjectChange.CreateDomain create -> add(domain(create), conditional);
      case ObjectChange.AlterDomain alter -> alter(alter);
      default -> throw new IllegalArgumentException(change.statementKind());
    }
  }

  private RelationName name(QualifiedName name) {
    return replay.catalog().nameForNew(name);
  }

  private void add(UserType type, boolean conditional) {
    boolean known =
        replay
            .catalog()
            .type(QualifiedName.of(type.name().schema(), type.name().name()))
            .isPresent();
    if (!known || !conditional) {
      replay.editor().putSchema(type.name().schema(), Origin.base());
      replay.editor().putType(type);
    }
  }

  private void addValue(ObjectChange.AddEnumValue add) {
    if (replay.catalog().type(add.type()).orElse(null) instanceof UserType.Enumeration old) {
      boolean known = old.values().stream().anyMatch(v -> v.value().equals(add.value()));
      if (!known) {
        List<UserType.EnumValue> values = new ArrayList<>(old.values());
        values.add(new UserType.EnumValue(add.value(), replay.origin()));
        replay.editor().putType(new UserType.Enumeration(old.name(), old.origin(), values));
      }
    }
  }

  private void renameValue(ObjectChange.RenameEnumValue rename) {
    if (replay.catalog().type(rename.type()).orElse(null) instanceof UserType.Enumeration old) {
      List<UserType.EnumValue> values =
          old.values().stream()
              .map(
                  v ->
                      v.value().equals(rename.value())
                          ? new UserType.EnumValue(rename.newValue(), v.origin())
                          : v)
              .toList();
      replay.editor().putType(new UserType.Enumeration(old.name(), old.origin(), values));
    }
  }

  private UserType.Domain domain(ObjectChange.CreateDomain create) {
    RelationName name = name(create.name());
    List<Constraint> constraints = new ArrayList<>();
    for (ConstraintDefinition definition : create.constraints()) {
      constraint(name, definition, constraints, true);
    }
    boolean notNull =
        create.notNull()
            || create.constraints().stream()
                .anyMatch(ConstraintDefinition.NotNull.class::isInstance);
    return new UserType.Domain(
        name,
        replay.origin(),
        replay.resolved(create.type()),
        create.defaultValue(),
        notNull,
        constraints);
  }

  private void constraint(
      RelationName domain,
      ConstraintDefinition definition,
      List<Constraint> constraints,
      boolean empty) {
    String label = definition instanceof ConstraintDefinition.Check ? "check" : "not_null";
    String name =
        definition
            .name()
            .orElseGet(
                () ->
                    GeneratedNames.choose(
                        domain.name(),
                        null,
                        label,
                        free -> constraints.stream().anyMatch(c -> c.name().equals(free))));
    switch (definition) {
      case ConstraintDefinition.Check check ->
          constraints.add(
              new Constraint.Check(
                  name,
                  check.expression(),
                  empty || !check.notValid(),
                  false,
                  true,
                  false,
                  replay.origin()));
      case ConstraintDefinition.NotNull _ ->
          constraints.add(
              new Constraint.NotNull(name, "value", true, false, false, replay.origin()));
      case ConstraintDefinition.Unique _,
          ConstraintDefinition.Exclusion _,
          ConstraintDefinition.ForeignKey _ -> {}
    }
  }

  private void alter(ObjectChange.AlterDomain alter) {
    if (!(replay.catalog().type(alter.name()).orElse(null) instanceof UserType.Domain old)) {
      return;
    }
    List<Constraint> constraints = new ArrayList<>(old.constraints());
    Optional<SqlExpression> defaultValue = old.defaultValue();
    boolean notNull = old.notNull();
    switch (alter.action()) {
      case ObjectChange.DomainAction.SetDefault set -> defaultValue = Optional.of(set.value());
      case ObjectChange.DomainAction.DropDefault _ -> defaultValue = Optional.empty();
      case ObjectChange.DomainAction.SetNotNull _ -> notNull = true;
      case ObjectChange.DomainAction.DropNotNull _ -> {
        notNull = false;
        constraints.removeIf(Constraint.NotNull.class::isInstance);
      }
      case ObjectChange.DomainAction.AddConstraint add -> {
        constraint(old.name(), add.constraint(), constraints, false);
        notNull |= add.constraint() instanceof ConstraintDefinition.NotNull;
      }
      case ObjectChange.DomainAction.DropConstraint drop ->
          constraints.removeIf(c -> c.name().equals(drop.constraint()));
      case ObjectChange.DomainAction.ValidateConstraint validate ->
          constraints.replaceAll(
              c -> c.name().equals(validate.constraint()) ? ConstraintReplay.valid(c, true) : c);
    }
    replay
        .editor()
        .putType(
            new UserType.Domain(
                old.name(), old.origin(), old.base(), defaultValue, notNull, constraints));
  }

  /** ALTER TYPE … ADD, DROP, ALTER ATTRIBUTE. */
  void alterComposite(TableChange.AlterTable alter) {
    if (!(replay.catalog().type(alter.name()).orElse(null) instanceof UserType.Composite old)) {
      return;
    }
    List<ColumnDefinition> attributes = new ArrayList<>(old.attributes());
    for (TableChange.Command command : alter.commands()) {
      switch (command.action()) {
        case AlterTableAction.AddColumn add -> attributes.add(add.column());
        case AlterTableAction.DropColumn drop ->
            attributes.removeIf(attribute -> attribute.name().equals(drop.column()));
        case AlterTableAction.AlterColumnType type ->
            attributes.replaceAll(
                a -> a.name().equals(type.column()) ? retyped(a, type.type()) : a);
        default -> {}
      }
    }
    replay.editor().putType(new UserType.Composite(old.name(), old.origin(), attributes));
  }

  private static ColumnDefinition retyped(ColumnDefinition attribute, ColumnType type) {
    return new ColumnDefinition(
        attribute.name(),
        type,
        attribute.defaultValue(),
        attribute.notNull(),
        attribute.identity(),
        attribute.generated(),
        attribute.collation(),
        attribute.constraints(),
        attribute.range());
  }

  /** DROP TYPE or DOMAIN; columns of the type go along. */
  void drop(QualifiedName name) {
    Optional<UserType> known = replay.catalog().type(name);
    if (known.isEmpty()) {
      return;
    }
    UserType type = known.get();
    QualifiedName full = QualifiedName.of(type.name().schema(), type.name().name());
    for (Table table : replay.catalog().tables()) {
      for (Column column : table.columns()) {
        if (column.type().name().equals(full)) {
          replay.drops().column(table, column.name());
        }
      }
    }
    replay.editor().removeType(type.name());
  }
}
