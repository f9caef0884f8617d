package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A table: ordinary, partitioned or foreign.
 *
 * @param parents ids of the tables that it inherits from, or of the one that it is a partition of
 * @param partitionBound as FOR VALUES has it; empty for a default partition and for no partition
 * @param ofType the composite type of a typed table
 * @param accessMethod {@code heap} unless another is set
 * @param replicaIdentity {@code default}, {@code full}, {@code nothing} or {@code index}
 * @param droppedAtCommit temporary, ON COMMIT DROP
 * @param statistics size in production; of a table that the change makes the rows that it puts
 *     there
 * @param columnsKnown false when it may have more columns than are known: it is assumed, or made by
 *     a query whose result cannot be told
 * @param assumed nothing made it: a statement names it, so it must be there; then {@code columns}
 *     and all else may be incomplete
 */
public record Table(
    RelationHeader header,
    boolean foreign,
    List<Column> columns,
    List<Constraint> constraints,
    List<Trigger> triggers,
    List<Policy> policies,
    List<String> rules,
    boolean rowSecurity,
    boolean rowSecurityForced,
    Optional<TableChange.PartitionKey> partitionKey,
    List<Integer> parents,
    boolean partition,
    Optional<String> partitionBound,
    Optional<RelationName> ofType,
    String accessMethod,
    String replicaIdentity,
    boolean droppedAtCommit,
    TableStatistics statistics,
    boolean columnsKnown,
    boolean assumed)
    implements Relation {
  public Table {
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    triggers = List.copyOf(triggers);
    policies = List.copyOf(policies);
    rules = List.copyOf(rules);
    parents = List.copyOf(parents);
  }

  /**
   * A trigger that a user made; PostgreSQL's own for foreign keys are not listed.
   *
   * @param function with its schema where that is known
   * @param events lower case: insert, update, delete, truncate
   * @param columns of UPDATE OF
   * @param inherited belongs to the trigger of the table that this is a partition of
   */
  public record Trigger(
      String name,
      QualifiedName function,
      boolean row,
      List<String> events,
      List<String> columns,
      boolean enabled,
      boolean inherited,
      Origin origin) {
    public Trigger {
      events = List.copyOf(events);
      columns = List.copyOf(columns);
    }

    public Trigger named(String newName) {
      return new Trigger(newName, function, row, events, columns, enabled, inherited, origin);
    }

    public Trigger calling(QualifiedName newFunction) {
      return new Trigger(name, newFunction, row, events, columns, enabled, inherited, origin);
    }

    public Trigger withColumns(List<String> newColumns) {
      return new Trigger(name, function, row, events, newColumns, enabled, inherited, origin);
    }

    public Trigger enabled(boolean newEnabled) {
      return new Trigger(name, function, row, events, columns, newEnabled, inherited, origin);
    }

    /** As a partition gets it from a statement. */
    public Trigger ofPartition(Origin maker) {
      return new Trigger(name, function, row, events, columns, enabled, true, maker);
    }
  }

  /**
   * A row security policy.
   *
   * @param command lower case: all, select, insert, update, delete
   */
  public record Policy(
      String name,
      boolean permissive,
      String command,
      List<String> roles,
      Optional<SqlExpression> using,
      Optional<SqlExpression> withCheck,
      Origin origin) {
    public Policy {
      roles = List.copyOf(roles);
    }

    /** Whether one of its conditions names a column. */
    boolean reads(String column) {
      return using.filter(e -> e.columns().contains(column)).isPresent()
          || withCheck.filter(e -> e.columns().contains(column)).isPresent();
    }
  }

  @Override
  public ObjectKind kind() {
    return foreign ? ObjectKind.FOREIGN_TABLE : ObjectKind.TABLE;
  }

  @Override
  public Table withHeader(RelationHeader newHeader) {
    TableDraft draft = new TableDraft(this);
    draft.header = newHeader;
    return draft.build();
  }

  public boolean partitioned() {
    return partitionKey.isPresent();
  }

  /** Whether this is the partition that takes what no other does. */
  public boolean defaultPartition() {
    return partition && partitionBound.isEmpty();
  }

  /** The table that this is a partition of. */
  public OptionalInt partitionParent() {
    return partition ? OptionalInt.of(parents.getFirst()) : OptionalInt.empty();
  }

  public Optional<Column> column(String columnName) {
    return Optional.ofNullable(columnOrNull(columnName));
  }

  @Nullable Column columnOrNull(String columnName) {
    for (Column column : columns) {
      if (column.name().equals(columnName)) {
        return column;
      }
    }
    return null;
  }

  public Optional<Constraint> constraint(String constraintName) {
    return constraints.stream().filter(c -> c.name().equals(constraintName)).findFirst();
  }

  public Optional<Constraint.Unique> primaryKey() {
    return constraints.stream()
        .filter(Constraint.Unique.class::isInstance)
        .map(Constraint.Unique.class::cast)
        .filter(Constraint.Unique::primaryKey)
        .findFirst();
  }

  public List<Constraint.ForeignKey> foreignKeys() {
    return constraints.stream()
        .filter(Constraint.ForeignKey.class::isInstance)
        .map(Constraint.ForeignKey.class::cast)
        .toList();
  }
}
