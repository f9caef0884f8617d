package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE and ALTER DOMAIN. */
final class DomainReplay {
  private final Replay replay;

  DomainReplay(Replay replay) {
    this.replay = replay;
  }

  UserType.Domain create(ObjectChange.CreateDomain create, RelationName name) {
    List<Constraint> constraints = new ArrayList<>();
    create.constraints().forEach(definition -> add(name, definition, constraints, true));
    boolean notNull = create.notNull() || hasNotNull(create.constraints());
    if (notNull) {
      nameNotNull(name, constraints);
    }
    ColumnType base = replay.resolved(create.type());
    Optional<SqlExpression> inherited =
        replay.catalog().type(base.name()).orElse(null) instanceof UserType.Domain domain
            ? domain.defaultValue()
            : Optional.empty();
    return new UserType.Domain(
        name,
        replay.origin(),
        base,
        create.defaultValue().isPresent()
            ? replay.tables().columns().kept(create.defaultValue(), base)
            : inherited,
        notNull,
        constraints);
  }

  private static boolean hasNotNull(List<ConstraintDefinition> constraints) {
    return constraints.stream().anyMatch(ConstraintDefinition.NotNull.class::isInstance);
  }

  /** From PostgreSQL 17 on NOT NULL is a constraint with a name. */
  private void nameNotNull(RelationName domain, List<Constraint> constraints) {
    if (constraints.stream().noneMatch(Constraint.NotNull.class::isInstance)) {
      addNotNull(freeName(domain, "not_null", constraints), constraints);
    }
  }

  private void addNotNull(String name, List<Constraint> constraints) {
    if (replay.catalog().version().atLeast(17)) {
      ConstraintHeader header = ConstraintHeader.written(name, true, replay.origin());
      constraints.add(new Constraint.NotNull(header, "value", false));
    }
  }

  private String freeName(RelationName domain, String label, List<Constraint> constraints) {
    return GeneratedNames.choose(
        domain.name(),
        null,
        label,
        free ->
            constraints.stream().anyMatch(c -> c.name().equals(free))
                || replay.constraints().taken(domain).test(free));
  }

  private void add(
      RelationName domain,
      ConstraintDefinition definition,
      List<Constraint> constraints,
      boolean empty) {
    switch (definition) {
      case ConstraintDefinition.Check check -> {
        String name = check.name().orElseGet(() -> freeName(domain, "check", constraints));
        boolean valid = empty || !check.notValid();
        constraints.add(
            new Constraint.Check(
                ConstraintHeader.written(name, valid, replay.origin()),
                check.expression(),
                false,
                true));
      }
      case ConstraintDefinition.NotNull notNull ->
          addNotNull(
              notNull.name().orElseGet(() -> freeName(domain, "not_null", constraints)),
              constraints);
      case ConstraintDefinition.Unique _,
          ConstraintDefinition.Exclusion _,
          ConstraintDefinition.ForeignKey _ -> {}
    }
  }

  void alter(ObjectChange.AlterDomain alter) {
    if (!(replay.catalog().type(alter.name()).orElse(null) instanceof UserType.Domain old)) {
      return;
    }
    List<Constraint> constraints = new ArrayList<>(old.constraints());
    Optional<SqlExpression> defaultValue = old.defaultValue();
    boolean notNull = old.notNull();
    switch (alter.action()) {
      case ObjectChange.DomainAction.SetDefault set ->
          defaultValue = replay.tables().columns().kept(Optional.of(set.value()), old.base());
      case ObjectChange.DomainAction.DropDefault _ -> defaultValue = Optional.empty();
      case ObjectChange.DomainAction.SetNotNull _ -> {
        notNull = true;
        nameNotNull(old.name(), constraints);
      }
      case ObjectChange.DomainAction.DropNotNull _ -> {
        notNull = false;
        constraints.removeIf(Constraint.NotNull.class::isInstance);
      }
      case ObjectChange.DomainAction.AddConstraint add -> {
        add(old.name(), add.constraint(), constraints, false);
        notNull |= add.constraint() instanceof ConstraintDefinition.NotNull;
      }
      case ObjectChange.DomainAction.DropConstraint drop -> {
        notNull &= constraints.stream().noneMatch(c -> isNotNull(c, drop.constraint()));
        constraints.removeIf(c -> c.name().equals(drop.constraint()));
      }
      case ObjectChange.DomainAction.ValidateConstraint validate ->
          constraints.replaceAll(
              c ->
                  c.name().equals(validate.constraint())
                      ? c.withHeader(c.header().validated(true))
                      : c);
    }
    replay
        .editor()
        .putType(
            new UserType.Domain(
                old.name(), old.origin(), old.base(), defaultValue, notNull, constraints));
  }

  private static boolean isNotNull(Constraint constraint, String name) {
    return constraint instanceof Constraint.NotNull && constraint.name().equals(name);
  }

  void renameConstraint(QualifiedName domain, String old, String newName) {
    if (replay.catalog().type(domain).orElse(null) instanceof UserType.Domain known) {
      List<Constraint> constraints =
          known.constraints().stream()
              .map(c -> c.name().equals(old) ? c.withHeader(c.header().renamed(newName)) : c)
              .toList();
      replay
          .editor()
          .putType(
              new UserType.Domain(
                  known.name(),
                  known.origin(),
                  known.base(),
                  known.defaultValue(),
                  known.notNull(),
                  constraints));
    }
  }
}
