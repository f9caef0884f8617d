package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Relations that a statement takes for granted: without them PostgreSQL refuses it. */
final class RequiredRelations {
  private final List<QualifiedName> names = new ArrayList<>();

  private RequiredRelations() {}

  /** In the order written, perhaps with repetitions. */
  static List<QualifiedName> of(SchemaChange change) {
    RequiredRelations required = new RequiredRelations();
    required.collect(change);
    return required.names;
  }

  private void collect(SchemaChange change) {
    switch (change) {
      case TableChange table -> collect(table);
      case IndexChange.CreateIndex create -> names.add(create.table());
      case IndexChange.Reindex reindex -> {
        if (reindex.target() == IndexChange.Target.TABLE) {
          reindex.name().ifPresent(names::add);
        }
      }
      case ObjectChange object -> collect(object);
      case MaintenanceChange maintenance -> collect(maintenance);
      case DataChange data -> collect(data);
      case RoutineChange _,
          SessionChange _,
          SchemaChange.Unmodelled _,
          SchemaChange.Unreadable _ -> {}
    }
  }

  private void collect(TableChange change) {
    switch (change) {
      case TableChange.CreateTable create -> {
        names.addAll(create.inherits());
        create.like().forEach(like -> names.add(like.source()));
        create.partitionOf().ifPresent(partition -> names.add(partition.parent()));
        create.columns().forEach(column -> collect(column.constraints(), create.name()));
        collect(create.constraints(), create.name());
      }
      case TableChange.CreateTableAs create -> names.addAll(create.query().relations());
      case TableChange.CreateView create -> names.addAll(create.query().relations());
      case TableChange.AlterTable alter -> collect(alter);
      case TableChange.CreateSequence create -> owner(create.ownedBy());
      case TableChange.AlterSequence alter -> owner(alter.ownedBy());
      case TableChange.Truncate truncate -> names.addAll(truncate.relations());
      case TableChange.LockTable lock -> names.addAll(lock.relations());
    }
  }

  private void owner(Optional<TableChange.ColumnReference> owner) {
    owner.ifPresent(column -> names.add(column.table()));
  }

  private void collect(TableChange.AlterTable alter) {
    switch (alter.kind()) {
      case TABLE, FOREIGN_TABLE -> {
        if (!alter.ifExists()) {
          names.add(alter.name());
        }
      }
      default -> {}
    }
    for (TableChange.Command command : alter.commands()) {
      switch (command.action()) {
        case AlterTableAction.AddColumn add -> collect(add.column().constraints(), alter.name());
        case AlterTableAction.AddConstraint add -> collect(List.of(add.constraint()), alter.name());
        case AlterTableAction.Inherit inherit -> names.add(inherit.parent());
        case AlterTableAction.NoInherit inherit -> names.add(inherit.parent());
        case AlterTableAction.AttachPartition attach -> {
          if (alter.kind() != ObjectKind.INDEX) {
            names.add(attach.partition());
          }
        }
        case AlterTableAction.DetachPartition detach -> names.add(detach.partition());
        default -> {}
      }
    }
  }

  private void collect(List<ConstraintDefinition> constraints, QualifiedName own) {
    for (ConstraintDefinition constraint : constraints) {
      if (constraint instanceof ConstraintDefinition.ForeignKey key
          && !key.referenced().equals(own)) {
        names.add(key.referenced());
      }
    }
  }

  private void collect(ObjectChange change) {
    switch (change) {
      case ObjectChange.Drop drop -> {
        boolean member =
            switch (drop.kind()) {
              case TABLE, FOREIGN_TABLE, TRIGGER, POLICY, RULE -> true;
              default -> false;
            };
        if (member && !drop.ifExists()) {
          drop.objects().forEach(target -> names.add(target.name()));
        }
      }
      case ObjectChange.Rename rename -> {
        boolean table =
            switch (rename.kind()) {
              case TABLE, FOREIGN_TABLE -> true;
              case COLUMN, CONSTRAINT, TRIGGER, POLICY, RULE ->
                  rename.relationKind() == ObjectKind.TABLE
                      || rename.relationKind() == ObjectKind.FOREIGN_TABLE;
              default -> false;
            };
        if (table && !rename.ifExists()) {
          names.add(rename.target().name());
        }
      }
      case ObjectChange.SetSchema move -> {
        if (move.kind() == ObjectKind.TABLE && !move.ifExists()) {
          names.add(move.name());
        }
      }
      case ObjectChange.Comment comment -> {
        switch (comment.kind()) {
          case TABLE, COLUMN, CONSTRAINT, TRIGGER, POLICY, RULE ->
              names.add(comment.target().name());
          default -> {}
        }
      }
      case ObjectChange.Grant grant -> {
        if (grant.kind() == ObjectKind.TABLE && !grant.allInSchema()) {
          names.addAll(grant.objects());
        }
      }
      case ObjectChange.CreateTrigger create -> {
        names.add(create.table());
        create.constraintOn().ifPresent(names::add);
      }
      case ObjectChange.CreatePolicy create -> names.add(create.table());
      case ObjectChange.AlterPolicy alter -> names.add(alter.table());
      case ObjectChange.CreateRule create -> names.add(create.table());
      case ObjectChange.CreateStatistics create -> names.addAll(create.tables());
      case ObjectChange.Publication publication -> names.addAll(publication.tables());
      default -> {}
    }
  }

  private void collect(MaintenanceChange change) {
    switch (change) {
      case MaintenanceChange.Vacuum vacuum -> names.addAll(vacuum.relations());
      case MaintenanceChange.Analyze analyze -> names.addAll(analyze.relations());
      case MaintenanceChange.Cluster cluster -> cluster.relation().ifPresent(names::add);
      case MaintenanceChange.RefreshMaterializedView _ -> {}
    }
  }

  private void collect(DataChange change) {
    switch (change) {
      case DataChange.Insert insert -> {
        names.add(insert.target());
        insert.source().ifPresent(this::collect);
      }
      case DataChange.Update update -> {
        names.add(update.target());
        names.addAll(update.relations());
      }
      case DataChange.Delete delete -> {
        names.add(delete.target());
        names.addAll(delete.relations());
      }
      case DataChange.Merge merge -> {
        names.add(merge.target());
        names.addAll(merge.relations());
      }
      case DataChange.Select select -> collect(select.query());
      case DataChange.Copy copy -> {
        copy.relation().ifPresent(names::add);
        copy.query().ifPresent(this::collect);
      }
      case DataChange.Explain explain -> collect(explain.statement());
    }
  }

  private void collect(SqlQuery query) {
    names.addAll(query.relations());
    query.dataChanges().forEach(this::collect);
  }
}
