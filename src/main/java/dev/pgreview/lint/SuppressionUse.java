package dev.pgreview.lint;

import java.util.Set;

/**
 * A suppression, and what came of it.
 *
 * @param idle ids in it that suppressed nothing, although their rules looked
 */
public record SuppressionUse(Suppression suppression, Set<String> idle) {
  public SuppressionUse {
    idle = Set.copyOf(idle);
  }
}
