package dev.pgreview.lint.rule;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.UserType;
import java.util.Optional;

/** Whether an object of any kind is older than the change. */
final class Existence {
  private Existence() {}

  /** {@code false} for what was there before, and for what nothing is known of. */
  static boolean madeByChange(Catalog catalog, ObjectKind kind, QualifiedName name) {
    return origin(catalog, kind, name).filter(origin -> !origin.isBase()).isPresent();
  }

  private static Optional<Origin> origin(Catalog catalog, ObjectKind kind, QualifiedName name) {
    if (kind.isRelation()) {
      return catalog.relation(name).map(Relation::origin);
    }
    return switch (kind) {
      case TYPE, DOMAIN -> catalog.type(name).map(UserType::origin);
      case FUNCTION, PROCEDURE, AGGREGATE ->
          catalog.routines(name).stream().map(Routine::origin).findFirst();
      case SCHEMA -> catalog.schemaOrigin(name.name());
      case EXTENSION -> catalog.extension(name.name()).map(extension -> extension.origin());
      case TABLE,
          INDEX,
          VIEW,
          MATERIALIZED_VIEW,
          SEQUENCE,
          FOREIGN_TABLE,
          COLUMN,
          CONSTRAINT,
          DOMAIN_CONSTRAINT,
          TRIGGER,
          POLICY,
          RULE,
          ATTRIBUTE,
          OPERATOR,
          DATABASE,
          STATISTICS,
          ROLE,
          PUBLICATION,
          SUBSCRIPTION,
          EVENT_TRIGGER,
          OTHER ->
          Optional.empty();
    };
  }
}
