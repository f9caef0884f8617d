package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/** Statements that make or rebuild indexes. Dropping them is {@link ObjectChange.Drop}. */
public sealed interface IndexChange extends SchemaChange {

  /**
   * CREATE INDEX.
   *
   * @param name empty when PostgreSQL makes one
   * @param method {@code btree} when none is written
   */
  record CreateIndex(
      Optional<String> name,
      QualifiedName table,
      boolean only,
      boolean unique,
      boolean concurrently,
      boolean ifNotExists,
      String method,
      List<IndexKey> keys,
      List<String> include,
      Optional<SqlExpression> where,
      boolean nullsNotDistinct)
      implements IndexChange {}

  /**
   * REINDEX.
   *
   * @param name empty for the current database
   */
  record Reindex(Target target, Optional<QualifiedName> name, boolean concurrently)
      implements IndexChange {}

  enum Target {
    INDEX,
    TABLE,
    SCHEMA,
    SYSTEM,
    DATABASE
  }
}
