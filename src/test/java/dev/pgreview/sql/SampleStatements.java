package dev.pgreview.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Statements of many kinds, all valid: src/test/resources/sql/statements.sql. */
final class SampleStatements {
  static final List<String> ALL = read();

  private SampleStatements() {}

  private static List<String> read() {
    try (InputStream in = SampleStatements.class.getResourceAsStream("/sql/statements.sql")) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return StatementSplitter.split(script).statements().stream()
          .map(statement -> script.substring(statement.range().start(), statement.range().end()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
