package dev.pgreview.lock;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.UserType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A type with its domains looked through.
 *
 * @param name of the base type; a user's type has its schema in it
 * @param modifiers of the base type
 * @param dimensions 0 for no array
 * @param constrained a domain on the way has a constraint
 * @param user not one of PostgreSQL's own
 * @param enumeration a known enum
 */
record TypeForm(
    String name,
    List<Integer> modifiers,
    int dimensions,
    boolean constrained,
    boolean user,
    boolean enumeration) {

  static TypeForm of(ColumnType type, Catalog catalog) {
    ColumnType base = type;
    boolean constrained = false;
    Set<RelationName> passed = new HashSet<>();
    while (base.arrayDimensions() == 0
        && catalog.type(base.name()).orElse(null) instanceof UserType.Domain domain
        && passed.add(domain.name())) {
      constrained |= domain.notNull() || !domain.constraints().isEmpty();
      base = domain.base();
    }
    UserType known = catalog.type(base.name()).orElse(null);
    String name = known == null ? base.name().name() : known.name().sql();
    boolean user = known != null || !BuiltIns.isType(base.name());
    return new TypeForm(
        name,
        modifiers(name, base.modifiers()),
        base.arrayDimensions() > 0 ? 1 : 0,
        constrained,
        user,
        known instanceof UserType.Enumeration);
  }

  /** numeric(10) is numeric(10,0), char is char(1). */
  private static List<Integer> modifiers(String name, List<Integer> written) {
    return name.equals("numeric") && written.size() == 1 ? List.of(written.getFirst(), 0) : written;
  }

  boolean sameBase(TypeForm other) {
    return name.equals(other.name) && dimensions == other.dimensions;
  }

  /** The base type as it is without a length, precision or scale. */
  TypeForm unmodified() {
    return new TypeForm(name, List.of(), dimensions, constrained, user, enumeration);
  }
}
