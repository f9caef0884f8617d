package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An index.
 *
 * @param table id of its table or materialized view
 * @param valid pg_index.indisvalid; false after ON ONLY a partitioned table until all partitions
 *     are attached
 * @param constraint name of the constraint that it belongs to
 * @param parent id of the partitioned index that it is attached to
 */
public record Index(
    RelationHeader header,
    int table,
    String method,
    boolean unique,
    List<IndexKey> keys,
    List<String> include,
    Optional<SqlExpression> where,
    boolean nullsNotDistinct,
    boolean valid,
    Optional<String> constraint,
    OptionalInt parent)
    implements Relation {
  public Index {
    keys = List.copyOf(keys);
    include = List.copyOf(include);
  }

  @Override
  public ObjectKind kind() {
    return ObjectKind.INDEX;
  }

  @Override
  public Index withHeader(RelationHeader newHeader) {
    return new Index(
        newHeader,
        table,
        method,
        unique,
        keys,
        include,
        where,
        nullsNotDistinct,
        valid,
        constraint,
        parent);
  }

  public Index withValid(boolean newValid) {
    return new Index(
        header,
        table,
        method,
        unique,
        keys,
        include,
        where,
        nullsNotDistinct,
        newValid,
        constraint,
        parent);
  }

  public Index withConstraint(Optional<String> newConstraint) {
    return new Index(
        header,
        table,
        method,
        unique,
        keys,
        include,
        where,
        nullsNotDistinct,
        valid,
        newConstraint,
        parent);
  }

  public Index withParent(OptionalInt newParent) {
    return new Index(
        header,
        table,
        method,
        unique,
        keys,
        include,
        where,
        nullsNotDistinct,
        valid,
        constraint,
        newParent);
  }

  public Index withWhere(Optional<SqlExpression> newWhere) {
    return new Index(
        header,
        table,
        method,
        unique,
        keys,
        include,
        newWhere,
        nullsNotDistinct,
        valid,
        constraint,
        parent);
  }

  public Index withKeys(List<IndexKey> newKeys, List<String> newInclude) {
    return new Index(
        header,
        table,
        method,
        unique,
        newKeys,
        newInclude,
        where,
        nullsNotDistinct,
        valid,
        constraint,
        parent);
  }

  /** The key columns in order, up to the first expression. */
  public List<String> leadingColumns() {
    return keys.stream()
        .map(IndexKey::column)
        .takeWhile(Optional::isPresent)
        .map(Optional::orElseThrow)
        .toList();
  }

  /** Whether it can become a partition of another index, being valid and of the same form. */
  public boolean canAttachTo(Index other) {
    return valid && IndexLikeness.alike(this, other);
  }

  /** Whether a column is a key or included, or read by a key expression or the predicate. */
  public boolean uses(String column) {
    return include.contains(column)
        || where.stream().anyMatch(predicate -> predicate.columns().contains(column))
        || keys.stream()
            .anyMatch(
                key ->
                    key.column().stream().anyMatch(column::equals)
                        || key.expression().stream().anyMatch(e -> e.columns().contains(column)));
  }
}
