package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements about objects of many kinds, and about objects that are no relations. */
public sealed interface ObjectChange extends SchemaChange {

  /**
   * DROP.
   *
   * @param objects what is dropped; for triggers, policies and rules the relation with the object's
   *     own name in {@link Target#member}
   */
  record Drop(
      ObjectKind kind,
      List<Target> objects,
      boolean ifExists,
      boolean cascade,
      boolean concurrently)
      implements ObjectChange {}

  /**
   * An object in a statement.
   *
   * @param name the object, or the relation (or domain) that it belongs to
   * @param member column, constraint, trigger, policy or rule; null for the object itself
   * @param arguments of a routine, where they are written
   */
  record Target(QualifiedName name, @Nullable String member, Optional<List<ColumnType>> arguments) {
    public static Target of(QualifiedName name) {
      return new Target(name, null, Optional.empty());
    }

    public static Target of(QualifiedName name, String member) {
      return new Target(name, member, Optional.empty());
    }
  }

  /** ALTER … RENAME; {@code relationKind} is the keyword written before the relation. */
  record Rename(
      ObjectKind kind, ObjectKind relationKind, Target target, String newName, boolean ifExists)
      implements ObjectChange {}

  /** ALTER … SET SCHEMA. */
  record SetSchema(ObjectKind kind, Target target, String newSchema, boolean ifExists)
      implements ObjectChange {
    public QualifiedName name() {
      return target.name();
    }
  }

  /** ALTER … OWNER TO, of what is not altered with ALTER TABLE. */
  record OwnerChange(ObjectKind kind, QualifiedName name, String role) implements ObjectChange {}

  /** COMMENT ON; {@code text} is null for IS NULL. */
  record Comment(ObjectKind kind, Target target, @Nullable String text) implements ObjectChange {}

  /**
   * GRANT or REVOKE on objects.
   *
   * @param privileges lower case; empty for ALL
   * @param allInSchema the objects are schemas: ALL … IN SCHEMA
   * @param grantees role names, {@code public} for PUBLIC
   */
  record Grant(
      boolean grant,
      ObjectKind kind,
      boolean allInSchema,
      List<QualifiedName> objects,
      List<String> privileges,
      List<String> grantees)
      implements ObjectChange {}

  /** ALTER DEFAULT PRIVILEGES. */
  record DefaultPrivileges(List<String> grantees, boolean grant) implements ObjectChange {}

  /**
   * CREATE, ALTER or DROP ROLE, GRANT of roles, REASSIGN and DROP OWNED.
   *
   * @param options lower case, those switched on ({@code superuser}, {@code bypassrls}, {@code
   *     password})
   */
  record RoleChange(String statement, List<String> roles, List<String> options)
      implements ObjectChange {}

  record CreateSchema(String name, boolean ifNotExists, List<SchemaChange> elements)
      implements ObjectChange {}

  record CreateExtension(String name, boolean ifNotExists, @Nullable String schema)
      implements ObjectChange {}

  record AlterExtension(String name, String action) implements ObjectChange {}

  record CreateEnum(QualifiedName name, List<String> values) implements ObjectChange {}

  /** ALTER TYPE … ADD VALUE, at the end unless a place is written. */
  record AddEnumValue(
      QualifiedName type, String value, boolean ifNotExists, Optional<EnumPlace> place)
      implements ObjectChange {}

  /** BEFORE or AFTER another value. */
  record EnumPlace(String neighbour, boolean after) {}

  record RenameEnumValue(QualifiedName type, String value, String newValue)
      implements ObjectChange {}

  /**
   * CREATE TYPE of other kinds.
   *
   * @param form {@code composite}, {@code range}, {@code base} or {@code shell}
   * @param multirange the written name of a range's multirange type
   */
  record CreateType(
      QualifiedName name,
      String form,
      List<ColumnDefinition> attributes,
      Optional<QualifiedName> multirange)
      implements ObjectChange {}

  record CreateDomain(
      QualifiedName name,
      ColumnType type,
      Optional<SqlExpression> defaultValue,
      boolean notNull,
      List<ConstraintDefinition> constraints)
      implements ObjectChange {}

  record AlterDomain(QualifiedName name, DomainAction action) implements ObjectChange {}

  /** What ALTER DOMAIN does. */
  sealed interface DomainAction {
    record SetDefault(SqlExpression value) implements DomainAction {}

    record DropDefault() implements DomainAction {}

    record SetNotNull() implements DomainAction {}

    record DropNotNull() implements DomainAction {}

    record AddConstraint(ConstraintDefinition constraint) implements DomainAction {}

    record DropConstraint(String constraint, boolean ifExists, boolean cascade)
        implements DomainAction {}

    record ValidateConstraint(String constraint) implements DomainAction {}
  }

  /**
   * CREATE TRIGGER.
   *
   * @param events lower case: insert, update, delete, truncate
   * @param columns of UPDATE OF
   * @param constraintOn the other table of a constraint trigger's FROM
   */
  record CreateTrigger(
      String name,
      QualifiedName table,
      boolean replace,
      boolean constraint,
      Optional<QualifiedName> constraintOn,
      boolean row,
      List<String> events,
      List<String> columns,
      QualifiedName function)
      implements ObjectChange {}

  /**
   * CREATE POLICY.
   *
   * @param command lower case: all, select, insert, update, delete
   */
  record CreatePolicy(
      String name,
      QualifiedName table,
      boolean permissive,
      String command,
      List<String> roles,
      Optional<SqlExpression> using,
      Optional<SqlExpression> withCheck)
      implements ObjectChange {}

  /** ALTER POLICY; what is not written is empty. */
  record AlterPolicy(
      String name,
      QualifiedName table,
      List<String> roles,
      Optional<SqlExpression> using,
      Optional<SqlExpression> withCheck)
      implements ObjectChange {}

  record CreateRule(String name, QualifiedName table, boolean replace, String event)
      implements ObjectChange {}

  record CreateStatistics(Optional<QualifiedName> name, List<QualifiedName> tables)
      implements ObjectChange {}

  /**
   * A statement about objects that hold no lock on user relations, or on all of a publication's;
   * {@code tables} are those that it names.
   */
  record Publication(String statement, String name, List<QualifiedName> tables)
      implements ObjectChange {}

  /**
   * A statement about an object that lives in system catalogs only, so that no relation of a user's
   * is locked: aggregate, cast, collation, conversion, event trigger, operator, text search,
   * foreign server, settings of a database and the like.
   *
   * @param statement as in the documentation, upper case
   * @param name empty where the object has none
   */
  record CatalogObject(String statement, String name) implements ObjectChange {}

  /**
   * A statement that PostgreSQL refuses inside a transaction block: CREATE and DROP DATABASE,
   * TABLESPACE, ALTER SYSTEM, CREATE SUBSCRIPTION …
   *
   * @param statement as in the documentation, upper case
   */
  record ClusterWide(String statement, String name) implements ObjectChange {}
}
