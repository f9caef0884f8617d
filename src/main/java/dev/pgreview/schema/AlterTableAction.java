package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/** The sub-commands of ALTER TABLE (PostgreSQL documentation, "ALTER TABLE"). */
public sealed interface AlterTableAction {

  record AddColumn(ColumnDefinition column, boolean ifNotExists) implements AlterTableAction {}

  record DropColumn(String column, boolean ifExists, boolean cascade) implements AlterTableAction {}

  /** ALTER COLUMN … TYPE, with COLLATE and USING. */
  record AlterColumnType(
      String column, ColumnType type, Optional<String> collation, Optional<SqlExpression> using)
      implements AlterTableAction {}

  record SetDefault(String column, SqlExpression value) implements AlterTableAction {}

  record DropDefault(String column) implements AlterTableAction {}

  record SetNotNull(String column) implements AlterTableAction {}

  record DropNotNull(String column) implements AlterTableAction {}

  /** ADD GENERATED … AS IDENTITY; {@code sequence} is the written SEQUENCE NAME. */
  record AddIdentity(
      String column, ColumnDefinition.Identity identity, Optional<QualifiedName> sequence)
      implements AlterTableAction {}

  /**
   * SET GENERATED, SET sequence option, RESTART.
   *
   * @param options names as in the grammar: {@code generated}, {@code restart}, {@code increment} …
   * @param identity of SET GENERATED
   */
  record SetIdentity(
      String column, List<String> options, Optional<ColumnDefinition.Identity> identity)
      implements AlterTableAction {}

  record DropIdentity(String column, boolean ifExists) implements AlterTableAction {}

  /** SET EXPRESSION AS (PostgreSQL 17). */
  record SetExpression(String column, SqlExpression expression) implements AlterTableAction {}

  record DropExpression(String column, boolean ifExists) implements AlterTableAction {}

  /** SET STATISTICS; {@code column} is a number's text for an expression index. */
  record SetStatistics(String column) implements AlterTableAction {}

  record SetStorage(String column, String storage) implements AlterTableAction {}

  record SetCompression(String column, String method) implements AlterTableAction {}

  /** SET or RESET (attribute options) of a column. */
  record SetColumnOptions(String column, boolean reset) implements AlterTableAction {}

  record AddConstraint(ConstraintDefinition constraint) implements AlterTableAction {}

  record ValidateConstraint(String constraint) implements AlterTableAction {}

  record DropConstraint(String constraint, boolean ifExists, boolean cascade)
      implements AlterTableAction {}

  /**
   * ALTER CONSTRAINT; what is not written is empty.
   *
   * @param enforced and {@code inherits}: from PostgreSQL 18 on
   */
  record AlterConstraint(
      String constraint,
      Optional<Boolean> enforced,
      Optional<Boolean> deferrable,
      Optional<Boolean> inherits)
      implements AlterTableAction {}

  /**
   * ENABLE or DISABLE TRIGGER.
   *
   * @param trigger its name, or {@code ALL} or {@code USER} in {@code scope}
   */
  record TriggerState(Optional<String> trigger, TriggerScope scope, boolean enabled)
      implements AlterTableAction {}

  enum TriggerScope {
    ONE,
    USER,
    ALL
  }

  record RuleState(String rule, boolean enabled) implements AlterTableAction {}

  /** ENABLE, DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY. */
  record RowLevelSecurity(RowSecurityState state) implements AlterTableAction {}

  enum RowSecurityState {
    ENABLE,
    DISABLE,
    FORCE,
    NO_FORCE
  }

  record ClusterOn(Optional<String> index) implements AlterTableAction {}

  /** SET LOGGED or SET UNLOGGED. */
  record SetPersistence(Persistence persistence) implements AlterTableAction {}

  record SetAccessMethod(String method) implements AlterTableAction {}

  record SetTablespace(String tablespace) implements AlterTableAction {}

  /** SET or RESET storage parameters; names are lower case. */
  record SetStorageParameters(List<String> names, boolean reset) implements AlterTableAction {}

  record Inherit(QualifiedName parent) implements AlterTableAction {}

  record NoInherit(QualifiedName parent) implements AlterTableAction {}

  record OfType(Optional<QualifiedName> type) implements AlterTableAction {}

  record ChangeOwner(String role) implements AlterTableAction {}

  /**
   * REPLICA IDENTITY.
   *
   * @param identity {@code default}, {@code full}, {@code nothing} or {@code index}
   */
  record ReplicaIdentity(String identity, Optional<String> index) implements AlterTableAction {}

  /**
   * ATTACH PARTITION, also of an index.
   *
   * @param bound the text after FOR VALUES; empty for DEFAULT and for indexes
   */
  record AttachPartition(QualifiedName partition, Optional<String> bound)
      implements AlterTableAction {}

  record DetachPartition(QualifiedName partition, boolean concurrently, boolean finalizing)
      implements AlterTableAction {}

  /** Parsed, but not understood; {@code subtype} is PostgreSQL's AlterTableType. */
  record UnmodelledAction(String subtype) implements AlterTableAction {}
}
