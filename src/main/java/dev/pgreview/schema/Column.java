package dev.pgreview.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type of a user's type with its schema where that is known
 * @param defaultValue of the DEFAULT clause, and nextval of a serial; neither identity nor
 *     generated
 * @param notNull as pg_attribute.attnotnull
 * @param inherited comes from a parent table
 * @param comment null for none
 */
public record Column(
    String name,
    ColumnType type,
    Optional<SqlExpression> defaultValue,
    boolean notNull,
    Optional<ColumnDefinition.Identity> identity,
    Optional<ColumnDefinition.Generated> generated,
    @Nullable String collation,
    boolean inherited,
    Origin origin,
    @Nullable String comment) {

  public Column withName(String newName) {
    return new Column(
        newName,
        type,
        defaultValue,
        notNull,
        identity,
        generated,
        collation,
        inherited,
        origin,
        comment);
  }

  public Column withType(ColumnType newType, @Nullable String newCollation) {
    return new Column(
        name,
        newType,
        defaultValue,
        notNull,
        identity,
        generated,
        newCollation,
        inherited,
        origin,
        comment);
  }

  public Column withDefault(Optional<SqlExpression> value) {
    return new Column(
        name, type, value, notNull, identity, generated, collation, inherited, origin, comment);
  }

  public Column withNotNull(boolean newNotNull) {
    return new Column(
        name,
        type,
        defaultValue,
        newNotNull,
        identity,
        generated,
        collation,
        inherited,
        origin,
        comment);
  }

  public Column withIdentity(Optional<ColumnDefinition.Identity> newIdentity) {
    return new Column(
        name,
        type,
        defaultValue,
        notNull,
        newIdentity,
        generated,
        collation,
        inherited,
        origin,
        comment);
  }

  public Column withGenerated(Optional<ColumnDefinition.Generated> newGenerated) {
    return new Column(
        name,
        type,
        defaultValue,
        notNull,
        identity,
        newGenerated,
        collation,
        inherited,
        origin,
        comment);
  }

  public Column withInherited(boolean newInherited) {
    return new Column(
        name,
        type,
        defaultValue,
        notNull,
        identity,
        generated,
        collation,
        newInherited,
        origin,
        comment);
  }

  public Column withOrigin(Origin newOrigin) {
    return new Column(
        name,
        type,
        defaultValue,
        notNull,
        identity,
        generated,
        collation,
        inherited,
        newOrigin,
        comment);
  }

  public Column withComment(@Nullable String newComment) {
    return new Column(
        name,
        type,
        defaultValue,
        notNull,
        identity,
        generated,
        collation,
        inherited,
        origin,
        newComment);
  }
}
