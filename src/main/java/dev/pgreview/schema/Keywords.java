package dev.pgreview.schema;

import java.util.Set;

/** PostgreSQL's keywords that an identifier must not be spelled as. */
final class Keywords {
  private static final Set<String> QUOTED = Set.of();

  private Keywords() {}

  static boolean needsQuotes(String identifier) {
    return QUOTED.contains(identifier);
  }
}
