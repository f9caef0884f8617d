package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/** A type that is not PostgreSQL's own. Its name has the form of a relation's. */
public sealed interface UserType {
  RelationName name();

  Origin origin();

  UserType withName(RelationName name);

  record Enumeration(RelationName name, Origin origin, List<EnumValue> values) implements UserType {
    public Enumeration {
      values = List.copyOf(values);
    }

    @Override
    public Enumeration withName(RelationName newName) {
      return new Enumeration(newName, origin, values);
    }
  }

  /** A value of an enumeration, with the time of its own making. */
  record EnumValue(String value, Origin origin) {}

  /** A domain; {@code base} may be another domain. */
  record Domain(
      RelationName name,
      Origin origin,
      ColumnType base,
      Optional<SqlExpression> defaultValue,
      boolean notNull,
      List<Constraint> constraints)
      implements UserType {
    public Domain {
      constraints = List.copyOf(constraints);
    }

    @Override
    public Domain withName(RelationName newName) {
      return new Domain(newName, origin, base, defaultValue, notNull, constraints);
    }
  }

  record Composite(RelationName name, Origin origin, List<ColumnDefinition> attributes)
      implements UserType {
    public Composite {
      attributes = List.copyOf(attributes);
    }

    @Override
    public Composite withName(RelationName newName) {
      return new Composite(newName, origin, attributes);
    }
  }

  /** {@code range}, {@code base} or {@code shell}. */
  record Other(RelationName name, Origin origin, String form) implements UserType {
    @Override
    public Other withName(RelationName newName) {
      return new Other(newName, origin, form);
    }
  }
}
