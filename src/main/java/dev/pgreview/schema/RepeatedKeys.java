package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys that one statement writes twice, as in UNIQUE PRIMARY KEY: PostgreSQL makes one of them
 * (src/backend/parser/parse_utilcmd.c, transformIndexConstraints).
 */
final class RepeatedKeys {
  private RepeatedKeys() {}

  /** The constraints of a new table or column, the primary key first, each key once. */
  static List<ConstraintDefinition> without(List<ConstraintDefinition> constraints) {
    List<ConstraintDefinition> kept = new ArrayList<>();
    constraints.stream().filter(RepeatedKeys::primary).forEach(kept::add);
    for (ConstraintDefinition constraint : constraints) {
      if (primary(constraint)) {
        continue;
      }
      int same = constraint instanceof ConstraintDefinition.Unique key ? find(kept, key) : -1;
      if (same < 0) {
        kept.add(constraint);
      } else if (kept.get(same) instanceof ConstraintDefinition.Unique first) {
        kept.set(same, named(first, first.name().or(constraint::name)));
      }
    }
    return kept;
  }

  private static boolean primary(ConstraintDefinition constraint) {
    return constraint instanceof ConstraintDefinition.Unique key && key.primaryKey();
  }

  private static int find(List<ConstraintDefinition> kept, ConstraintDefinition.Unique key) {
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i) instanceof ConstraintDefinition.Unique other && same(other, key)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean same(ConstraintDefinition.Unique a, ConstraintDefinition.Unique b) {
    return a.usingIndex().isEmpty()
        && b.usingIndex().isEmpty()
        && a.columns().equals(b.columns())
        && a.include().equals(b.include())
        && a.nullsNotDistinct() == b.nullsNotDistinct()
        && a.deferrable() == b.deferrable()
        && a.withoutOverlaps() == b.withoutOverlaps();
  }

  private static ConstraintDefinition named(
      ConstraintDefinition.Unique key, Optional<String> name) {
    return new ConstraintDefinition.Unique(
        name,
        key.primaryKey(),
        key.columns(),
        key.include(),
        key.usingIndex(),
        key.nullsNotDistinct(),
        key.deferrable(),
        key.withoutOverlaps(),
        key.range());
  }
}
