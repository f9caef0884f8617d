package dev.pgreview.dryrun;

import java.util.Optional;

/**
 * CREATE EXTENSION.
 *
 * @param schema where it is wanted; empty for the first of the search path
 */
record ExtensionStatement(String name, boolean ifNotExists, Optional<String> schema) {
  static Optional<ExtensionStatement> of(String sql) {
    return SqlWords.of(sql).flatMap(words -> read(new SqlWordCursor(words)));
  }

  private static Optional<ExtensionStatement> read(SqlWordCursor words) {
    if (!words.take("create", "extension")) {
      return Optional.empty();
    }
    boolean ifNotExists = words.take("if", "not", "exists");
    Optional<String> name = words.name();
    if (name.isEmpty()) {
      return Optional.empty();
    }
    boolean _ = words.take("with");
    Optional<String> schema = Optional.empty();
    while (!words.atEnd()) {
      if (words.take("schema")) {
        schema = words.name();
      } else if (words.take("version")) {
        if (words.value().isEmpty()) {
          return Optional.empty();
        }
      } else if (!words.take("cascade")) {
        return Optional.empty();
      }
    }
    return Optional.of(new ExtensionStatement(name.get(), ifNotExists, schema));
  }
}
