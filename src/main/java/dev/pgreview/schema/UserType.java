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

    public Domain withBase(ColumnType newBase) {
      return new Domain(name, origin, newBase, defaultValue, notNull, constraints);
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

    public Composite withAttributes(List<ColumnDefinition> newAttributes) {
      return new Composite(name, origin, newAttributes);
    }
  }

  /**
   * A type of another form.
   *
   * @param form {@code range}, {@code multirange}, {@code base} or {@code shell}
   * @param range the range type that a multirange is made of
   */
  record Other(RelationName name, Origin origin, String form, Optional<RelationName> range)
      implements UserType {
    @Override
    public Other withName(RelationName newName) {
      return new Other(newName, origin, form, range);
    }

    public Other withRange(RelationName newRange) {
      return new Other(name, origin, form, Optional.of(newRange));
    }
  }
}
