package dev.pgreview.schema;

/**
 * The full name of a relation: table, index, sequence, view, materialized view, foreign table.
 *
 * @param schema the schema that holds it; {@code pg_temp} for temporary relations
 */
public record RelationName(String schema, String name) implements Comparable<RelationName> {
  public static RelationName of(String schema, String name) {
    return new RelationName(schema, name);
  }

  public QualifiedName qualified() {
    return QualifiedName.of(schema, name);
  }

  /** Qualified and quoted as {@code quote_ident} does. */
  public String sql() {
    return Identifiers.quote(schema) + "." + Identifiers.quote(name);
  }

  @Override
  public int compareTo(RelationName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return sql();
  }
}
