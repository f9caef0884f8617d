package dev.pgreview.migration;

import java.util.List;

/**
 * SQL of one direction in one file.
 *
 * @param path relative to the repository, with {@code /}
 * @param text the whole file, decoded, without a byte order mark
 * @param sections what the tool sends, in order
 */
public record MigrationScript(String path, String text, List<SqlSection> sections) {
  public MigrationScript {
    sections = List.copyOf(sections);
  }

  /** Whether no section is sent statement by statement. */
  public boolean transactional() {
    return sections.stream().noneMatch(s -> s.transactionMode() == TransactionMode.AUTOCOMMIT);
  }
}
