package dev.pgreview.schema;

import org.jspecify.annotations.Nullable;

/**
 * A name as a statement spells it, after PostgreSQL's case folding.
 *
 * @param schema null when the statement names none, so that search_path decides
 */
public record QualifiedName(@Nullable String schema, String name) {
  public static QualifiedName of(String name) {
    return new QualifiedName(null, name);
  }

  public static QualifiedName of(String schema, String name) {
    return new QualifiedName(schema, name);
  }

  /** As in SQL, quoted where needed. */
  public String sql() {
    return schema == null ? Identifiers.quote(name) : RelationName.of(schema, name).sql();
  }

  @Override
  public String toString() {
    return sql();
  }
}
