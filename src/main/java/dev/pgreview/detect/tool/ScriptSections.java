package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.StatementScanner;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import java.util.List;
import java.util.Optional;

/**
 * What a file holds.
 *
 * @param down present when the file has its own way back
 */
record ScriptSections(List<SqlSection> up, Optional<List<SqlSection>> down) {
  ScriptSections {
    up = List.copyOf(up);
    down = down.map(List::copyOf);
  }

  static ScriptSections whole(String text, TransactionMode mode) {
    return new ScriptSections(List.of(SqlSection.verbatim(text, 0, mode)), Optional.empty());
  }

  static boolean isBlank(List<SqlSection> sections) {
    return sections.stream().allMatch(s -> StatementScanner.isBlank(s.sql()));
  }
}
