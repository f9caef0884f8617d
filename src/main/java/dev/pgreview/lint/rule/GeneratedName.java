package dev.pgreview.lint.rule;

import dev.pgreview.lint.AlterSite;
import dev.pgreview.schema.Identifiers;

/** Names for what the safe way needs, in PostgreSQL's own style. */
final class GeneratedName {
  private static final int LONGEST = 63;

  private GeneratedName() {}

  /** {@code table_column_suffix}, quoted where needed, no longer than PostgreSQL keeps. */
  static String of(AlterSite site, String column, String suffix) {
    String stem = site.alter().name().name() + (column.isEmpty() ? "" : "_" + column);
    int room = LONGEST - suffix.length() - 1;
    return Identifiers.quote(stem.substring(0, Math.min(stem.length(), room)) + "_" + suffix);
  }
}
