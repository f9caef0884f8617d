package dev.pgreview.schema;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type of a user's type with its schema where that is known
 * @param defaultValue of the DEFAULT clause, and nextval of a serial; neither identity nor
 *     generated
 * @param sequence id of the sequence that the default takes its values from
 * @param notNull as pg_attribute.attnotnull
 * @param inheritCount pg_attribute.attinhcount: how many direct parents have it
 * @param local pg_attribute.attislocal: it stays when no parent has it any more
 * @param comment null for none
 */
public record Column(
    String name,
    ColumnType type,
    Optional<SqlExpression> defaultValue,
    OptionalInt sequence,
    boolean notNull,
    Optional<ColumnDefinition.Identity> identity,
    Optional<ColumnDefinition.Generated> generated,
    @Nullable String collation,
    int inheritCount,
    boolean local,
    Origin origin,
    @Nullable String comment) {

  /** Comes from a parent table. */
  public boolean inherited() {
    return inheritCount > 0;
  }

  public Column withName(String newName) {
    return new Column(
        newName,
        type,
        defaultValue,
        sequence,
        notNull,
        identity,
        generated,
        collation,
        inheritCount,
        local,
        origin,
        comment);
  }

  public Column withType(ColumnType newType, @Nullable String newCollation) {
    return new Column(
        name,
        newType,
        defaultValue,
        sequence,
        notNull,
        identity,
        generated,
        newCollation,
        inheritCount,
        local,
        origin,
        comment);
  }

  public Column withDefault(Optional<SqlExpression> value, OptionalInt newSequence) {
    return new Column(
        name,
        type,
        value,
        newSequence,
        notNull,
        identity,
        generated,
        collation,
        inheritCount,
        local,
        origin,
        comment);
  }

  public Column withNotNull(boolean newNotNull) {
    return new Column(
        name,
        type,
        defaultValue,
        sequence,
        newNotNull,
        identity,
        generated,
        collation,
        inheritCount,
        local,
        origin,
        comment);
  }

  public Column withIdentity(Optional<ColumnDefinition.Identity> newIdentity) {
    return new Column(
        name,
        type,
        defaultValue,
        sequence,
        notNull,
        newIdentity,
        generated,
        collation,
        inheritCount,
        local,
        origin,
        comment);
  }

  public Column withGenerated(Optional<ColumnDefinition.Generated> newGenerated) {
    return new Column(
        name,
        type,
        defaultValue,
        sequence,
        notNull,
        identity,
        newGenerated,
        collation,
        inheritCount,
        local,
        origin,
        comment);
  }

  /** With other parents, and perhaps no longer or now of its own. */
  public Column withInheritance(int newCount, boolean newLocal) {
    return new Column(
        name,
        type,
        defaultValue,
        sequence,
        notNull,
        identity,
        generated,
        collation,
        newCount,
        newLocal,
        origin,
        comment);
  }

  /** One parent less has it; what no parent has is local. */
  public Column left() {
    return inheritCount == 0 ? this : withInheritance(inheritCount - 1, local || inheritCount == 1);
  }

  /** The same as a column of its own. */
  public Column asLocal() {
    return withInheritance(inheritCount, true);
  }

  public Column withOrigin(Origin newOrigin) {
    return new Column(
        name,
        type,
        defaultValue,
        sequence,
        notNull,
        identity,
        generated,
        collation,
        inheritCount,
        local,
        newOrigin,
        comment);
  }

  public Column withComment(@Nullable String newComment) {
    return new Column(
        name,
        type,
        defaultValue,
        sequence,
        notNull,
        identity,
        generated,
        collation,
        inheritCount,
        local,
        origin,
        newComment);
  }
}
