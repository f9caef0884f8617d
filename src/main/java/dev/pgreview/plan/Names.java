package dev.pgreview.plan;

import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.RelationName;
import java.util.Collection;

/** Names as people say them. */
final class Names {
  private Names() {}

  /** Without the schema {@code public}. */
  static String of(RelationName relation) {
    return relation.schema().equals("public") ? Identifiers.quote(relation.name()) : relation.sql();
  }

  static String column(RelationName relation, String column) {
    return of(relation) + "." + Identifiers.quote(column);
  }

  /** {@code "a, b and 4 more"}. */
  static String list(Collection<RelationName> relations) {
    java.util.List<String> names = relations.stream().sorted().limit(3).map(Names::of).toList();
    int more = relations.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }
}
