package dev.pgreview.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * CREATE PUBLICATION of all tables, or of all in some schemas: only a superuser may.
 *
 * @param schemas empty for all tables
 * @param options names and values by turns
 */
record WidePublication(String name, List<String> schemas, List<String> options) {
  static Optional<WidePublication> of(String sql) {
    return SqlWords.of(sql).flatMap(words -> read(new SqlWordCursor(words)));
  }

  private static Optional<WidePublication> read(SqlWordCursor words) {
    if (!words.take("create", "publication")) {
      return Optional.empty();
    }
    Optional<String> name = words.name();
    if (name.isEmpty() || !words.take("for")) {
      return Optional.empty();
    }
    List<String> schemas = List.of();
    if (!words.take("all", "tables")) {
      schemas = words.take("tables", "in", "schema") ? words.names() : List.of();
      if (schemas.isEmpty() || schemas.contains("current_schema")) {
        return Optional.empty();
      }
    }
    Optional<List<String>> options = options(words);
    if (options.isEmpty() || !words.atEnd()) {
      return Optional.empty();
    }
    return Optional.of(new WidePublication(name.get(), schemas, options.get()));
  }

  private static Optional<List<String>> options(SqlWordCursor words) {
    List<String> options = new ArrayList<>();
    if (!words.take("with", "(")) {
      return Optional.of(options);
    }
    do {
      Optional<String> option = words.name();
      Optional<String> value = words.take("=") ? words.value() : Optional.of("true");
      if (option.isEmpty() || value.isEmpty()) {
        return Optional.empty();
      }
      options.add(option.get());
      options.add(value.get());
    } while (words.take(","));
    return words.take(")") ? Optional.of(options) : Optional.empty();
  }
}
