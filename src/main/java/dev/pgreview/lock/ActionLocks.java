package dev.pgreview.lock;

import dev.pgreview.schema.AlterTableAction;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.Set;

/**
 * The lock that an action of ALTER TABLE asks for, and whether it goes down to partitions and
 * inheriting tables (src/backend/commands/tablecmds.c, AlterTableGetLockLevel and ATPrepCmd).
 */
final class ActionLocks {
  /** Storage parameters that are only changed under ACCESS EXCLUSIVE (reloptions.c). */
  private static final Set<String> STRONG_PARAMETERS =
      Set.of(
          "user_catalog_table",
          "fastupdate",
          "autosummarize",
          "security_barrier",
          "security_invoker",
          "check_option",
          "buffering",
          "pages_per_range",
          "gin_pending_list_limit");

  private ActionLocks() {}

  static LockMode mode(AlterTableAction action, Relation relation) {
    return switch (action) {
      case AlterTableAction.SetStatistics _,
          AlterTableAction.SetColumnOptions _,
          AlterTableAction.ClusterOn _,
          AlterTableAction.ValidateConstraint _,
          AlterTableAction.AttachPartition _ ->
          LockMode.SHARE_UPDATE_EXCLUSIVE;
      case AlterTableAction.DetachPartition detach ->
          detach.concurrently() || detach.finalizing()
              ? LockMode.SHARE_UPDATE_EXCLUSIVE
              : LockMode.ACCESS_EXCLUSIVE;
      case AlterTableAction.SetStorageParameters parameters -> parameters(parameters, relation);
      case AlterTableAction.TriggerState _ -> LockMode.SHARE_ROW_EXCLUSIVE;
      case AlterTableAction.AddConstraint add ->
          add.constraint() instanceof ConstraintDefinition.ForeignKey
              ? LockMode.SHARE_ROW_EXCLUSIVE
              : LockMode.ACCESS_EXCLUSIVE;
      default -> LockMode.ACCESS_EXCLUSIVE;
    };
  }

  private static LockMode parameters(
      AlterTableAction.SetStorageParameters parameters, Relation relation) {
    boolean strong =
        (relation instanceof View view && !view.materialized())
            || parameters.names().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .anyMatch(STRONG_PARAMETERS::contains);
    return strong ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_UPDATE_EXCLUSIVE;
  }

  /** Whether the children are locked like the table itself. */
  static boolean recurses(AlterTableAction action, Table table, boolean only, int major) {
    return switch (action) {
      case AlterTableAction.DropColumn _ -> true;
      case AlterTableAction.AddColumn _,
          AlterTableAction.AlterColumnType _,
          AlterTableAction.SetDefault _,
          AlterTableAction.DropDefault _,
          AlterTableAction.SetNotNull _,
          AlterTableAction.SetStatistics _,
          AlterTableAction.SetStorage _,
          AlterTableAction.SetExpression _,
          AlterTableAction.DropExpression _,
          AlterTableAction.ValidateConstraint _,
          AlterTableAction.DropConstraint _ ->
          !only;
      case AlterTableAction.DropNotNull drop ->
          !only && (major < 18 || table.column(drop.column()).map(Column::notNull).orElse(false));
      case AlterTableAction.AddIdentity _,
          AlterTableAction.SetIdentity _,
          AlterTableAction.DropIdentity _ ->
          !only && table.partitioned() && major >= 17;
      case AlterTableAction.SetCompression _ -> false;
      case AlterTableAction.TriggerState _ -> !only && table.partitioned();
      case AlterTableAction.AddConstraint add -> !only && addsToChildren(add, table, major);
      default -> false;
    };
  }

  private static boolean addsToChildren(
      AlterTableAction.AddConstraint add, Table table, int major) {
    return switch (add.constraint()) {
      case ConstraintDefinition.Check check -> !check.noInherit() || major >= 18;
      case ConstraintDefinition.NotNull _ -> true;
      case ConstraintDefinition.Unique unique -> major >= 18 || unique.primaryKey();
      case ConstraintDefinition.Exclusion _ -> major >= 18;
      case ConstraintDefinition.ForeignKey _ -> major >= 18 || table.partitioned();
    };
  }
}
