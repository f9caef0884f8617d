package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE, INDEX, VIEW, MATERIALIZED VIEW, SEQUENCE and TYPE with actions. */
final class AlterTableReplay {
  private final Replay replay;
  private final AlterColumnReplay columns;
  private final ParentageReplay parentage;

  AlterTableReplay(Replay replay) {
    this.replay = replay;
    this.columns = new AlterColumnReplay(replay);
    this.parentage = new ParentageReplay(replay);
  }

  /**
   * An action in its turn.
   *
   * @param column the ADD COLUMN whose constraint this is; null for what stands by itself
   */
  private record Step(
      int turn, AlterTableAction action, AlterTableAction.@Nullable AddColumn column) {}

  void alter(TableChange.AlterTable alter) {
    if (alter.kind() == ObjectKind.TYPE) {
      replay.types().alterComposite(alter);
      return;
    }
    Optional<Relation> known = replay.catalog().relation(alter.name());
    if (known.isEmpty() && (alter.ifExists() || alter.kind() != ObjectKind.TABLE)) {
      return;
    }
    Relation relation = known.orElseGet(() -> replay.relation(alter.name()));
    Set<AlterTableAction> skipped = new HashSet<>();
    for (Step step : steps(alter)) {
      Relation now = replay.editor().now(relation.id());
      boolean skip = step.column() != null && skipped.contains(step.column());
      if (now instanceof Table table && !skip) {
        if (step.action() instanceof AlterTableAction.AddColumn add
            && table.column(add.column().name()).isPresent()) {
          skipped.add(add);
        } else {
          apply(table, alter.only(), step.action());
        }
      } else if (now instanceof Index index) {
        apply(index, step.action());
      } else if (now != null) {
        apply(now, step.action());
      }
    }
  }

  /**
   * PostgreSQL runs the actions in passes, and the constraints of new columns with the other
   * constraints (src/backend/commands/tablecmds.c, AT_PASS_*).
   */
  private static List<Step> steps(TableChange.AlterTable alter) {
    List<Step> steps = new ArrayList<>();
    for (TableChange.Command command : alter.commands()) {
      AlterTableAction action = command.action();
      steps.add(new Step(2 * pass(action) + 1, action, null));
      if (action instanceof AlterTableAction.AddColumn add) {
        for (ConstraintDefinition constraint : RepeatedKeys.without(add.column().constraints())) {
          AlterTableAction own = new AlterTableAction.AddConstraint(constraint);
          steps.add(new Step(2 * pass(own), own, add));
        }
      }
    }
    steps.sort(Comparator.comparingInt(Step::turn));
    return steps;
  }

  private static int pass(AlterTableAction action) {
    return switch (action) {
      case AlterTableAction.DropColumn _,
          AlterTableAction.DropConstraint _,
          AlterTableAction.DropNotNull _,
          AlterTableAction.DropDefault _,
          AlterTableAction.DropExpression _,
          AlterTableAction.DropIdentity _ ->
          0;
      case AlterTableAction.AlterColumnType _ -> 1;
      case AlterTableAction.AddColumn _ -> 2;
      case AlterTableAction.SetExpression _ -> 3;
      case AlterTableAction.SetNotNull _, AlterTableAction.SetIdentity _ -> 4;
      case AlterTableAction.AddConstraint add ->
          switch (add.constraint()) {
            case ConstraintDefinition.NotNull _ -> 4;
            case ConstraintDefinition.Unique _, ConstraintDefinition.Exclusion _ -> 5;
            case ConstraintDefinition.Check _, ConstraintDefinition.ForeignKey _ -> 6;
          };
      case AlterTableAction.SetDefault _, AlterTableAction.AddIdentity _ -> 6;
      default -> 7;
    };
  }

  private void apply(Table table, boolean only, AlterTableAction action) {
    switch (action) {
      case AlterTableAction.AddConstraint a ->
          replay.constraints().alter(table.id(), a.constraint(), only);
      case AlterTableAction.ValidateConstraint a -> validate(table, a.constraint());
      case AlterTableAction.DropConstraint a ->
          replay.drops().constraint(table, a.constraint(), only);
      case AlterTableAction.AlterConstraint a -> alterConstraint(table, a);
      case AlterTableAction.TriggerState a -> replay.triggers().enable(table, a, only);
      case AlterTableAction.RowLevelSecurity a -> rowSecurity(table, a.state());
      case AlterTableAction.SetPersistence a -> persistence(table, a.persistence());
      case AlterTableAction.SetAccessMethod a ->
          replay.editor().alter(table.id(), draft -> draft.accessMethod = a.method());
      case AlterTableAction.OfType a -> {
        Optional<RelationName> type = a.type().flatMap(replay.catalog()::type).map(UserType::name);
        replay.editor().alter(table.id(), draft -> draft.ofType = type);
      }
      case AlterTableAction.Inherit a -> parentage.inherit(table, replay.table(a.parent()));
      case AlterTableAction.NoInherit a -> parentage.leave(table, replay.table(a.parent()));
      case AlterTableAction.ReplicaIdentity a ->
          replay.editor().alter(table.id(), draft -> draft.replicaIdentity = a.identity());
      case AlterTableAction.AttachPartition a ->
          parentage.attach(table, replay.table(a.partition()), a.bound());
      case AlterTableAction.DetachPartition a ->
          parentage.leave(replay.table(a.partition()), table);
      case AlterTableAction.ChangeOwner _ -> ownership(table, action);
      case AlterTableAction.AddColumn _,
          AlterTableAction.DropColumn _,
          AlterTableAction.AlterColumnType _,
          AlterTableAction.SetDefault _,
          AlterTableAction.DropDefault _,
          AlterTableAction.SetNotNull _,
          AlterTableAction.DropNotNull _,
          AlterTableAction.AddIdentity _,
          AlterTableAction.SetIdentity _,
          AlterTableAction.DropIdentity _,
          AlterTableAction.SetExpression _,
          AlterTableAction.DropExpression _ ->
          columns.apply(table, only, action);
      case AlterTableAction.SetStatistics _,
          AlterTableAction.SetStorage _,
          AlterTableAction.SetCompression _,
          AlterTableAction.SetColumnOptions _,
          AlterTableAction.RuleState _,
          AlterTableAction.ClusterOn _,
          AlterTableAction.SetTablespace _,
          AlterTableAction.SetStorageParameters _,
          AlterTableAction.UnmodelledAction _ -> {}
    }
  }

  private void apply(Index index, AlterTableAction action) {
    if (action instanceof AlterTableAction.AttachPartition attach) {
      replay
          .catalog()
          .index(attach.partition())
          .ifPresent(child -> replay.indexes().attach(index, child));
    } else {
      ownership(index, action);
    }
  }

  private void apply(Relation relation, AlterTableAction action) {
    if (action instanceof AlterTableAction.SetPersistence set) {
      replay.editor().put(relation.withHeader(relation.header().persisting(set.persistence())));
    } else {
      ownership(relation, action);
    }
  }

  private void ownership(Relation relation, AlterTableAction action) {
    if (action instanceof AlterTableAction.ChangeOwner change) {
      replay.editor().put(relation.withHeader(relation.header().owned(change.role())));
    }
  }

  private void validate(Table table, String name) {
    Optional<Constraint> constraint = table.constraint(name);
    if (constraint.isPresent()) {
      validate(table, constraint.get());
    }
  }

  /** The children's too, which PostgreSQL validates first. */
  private void validate(Table table, Constraint constraint) {
    switch (constraint) {
      case Constraint.ForeignKey key ->
          replay.foreignKeys().alter(table, key, k -> k.withHeader(k.header().validated(true)));
      case Constraint.Check _, Constraint.NotNull _ -> {
        replay
            .constraints()
            .replace(
                table.id(), constraint, constraint.withHeader(constraint.header().validated(true)));
        for (Table child : replay.catalog().children(table)) {
          replay.inheritance().counterpart(child, constraint).ifPresent(c -> validate(child, c));
        }
      }
      case Constraint.Unique _, Constraint.Exclusion _ -> {}
    }
  }

  /** Deferrability and enforcement of foreign keys (the latter from PostgreSQL 18 on). */
  private void alterConstraint(Table table, AlterTableAction.AlterConstraint alter) {
    Optional<Constraint> known = table.constraint(alter.constraint());
    if (known.orElse(null) instanceof Constraint.ForeignKey key) {
      replay
          .foreignKeys()
          .alter(
              table,
              key,
              k -> {
                boolean enforced = alter.enforced().orElse(k.enforced());
                // What was not enforced is checked again; what is not enforced is not valid.
                boolean valid = alter.enforced().isPresent() ? enforced : k.valid();
                return k.withAttributes(alter.deferrable().orElse(k.deferrable()), enforced)
                    .withHeader(k.header().validated(valid));
              });
    } else if (known.orElse(null) instanceof Constraint.NotNull notNull
        && alter.inherits().isPresent()) {
      replay.inheritance().setInherits(table, notNull, alter.inherits().get());
    }
  }

  private void rowSecurity(Table table, AlterTableAction.RowSecurityState state) {
    replay
        .editor()
        .alter(
            table.id(),
            draft -> {
              switch (state) {
                case ENABLE -> draft.rowSecurity = true;
                case DISABLE -> draft.rowSecurity = false;
                case FORCE -> draft.rowSecurityForced = true;
                case NO_FORCE -> draft.rowSecurityForced = false;
              }
            });
  }

  /**
   * Indexes go along, and from PostgreSQL 15 on the sequences of the columns. A partitioned table
   * stays as it is, and PostgreSQL 18 says so.
   */
  private void persistence(Table table, Persistence persistence) {
    if (table.partitioned()) {
      return;
    }
    List<Relation> all = new ArrayList<>(List.of(table));
    all.addAll(replay.catalog().indexes(table));
    if (replay.catalog().version().atLeast(15)) {
      all.addAll(replay.catalog().ownedSequences(table));
    }
    for (Relation each : all) {
      replay.editor().put(each.withHeader(each.header().persisting(persistence)));
    }
  }
}
