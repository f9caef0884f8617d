package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of expressions, queries and columns stand for themselves. */
class SliceCheckTest {
  private final SqlParser parser = new SqlParser();

  @Test
  void everyTextOfTheGoldensSaysTheSameAlone() throws IOException {
    assertThat(goldens().stream().mapToInt(this::check).sum()).isGreaterThan(300);
  }

  @Test
  void everyTextOfTheSampleStatementsSaysTheSameAlone() {
    assertThat(SampleStatements.ALL.stream().mapToInt(this::check).sum()).isGreaterThan(100);
  }

  /** Comments and line breaks change nothing but the texts. */
  @Test
  void everyTextSaysTheSameAloneWithCommentsBetweenTheTokens() throws IOException {
    assertThat(goldens().stream().mapToInt(sql -> check(commented(sql))).sum()).isGreaterThan(300);
  }

  private int check(String script) {
    return parser
        .parse(SqlSection.verbatim(script, 0, TransactionMode.AUTOCOMMIT))
        .statements()
        .stream()
        .mapToInt(statement -> SliceCheck.check(statement.sql(), statement.change()))
        .sum();
  }

  private static List<String> goldens() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of("src/test/resources/dev/pgreview/sql/translation"))) {
      return files
          .sorted()
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              })
          .toList();
    }
  }

  private static String commented(String script) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    SqlLexer lexer = new SqlLexer(script);
    while (lexer.next() != SqlLexer.Kind.END) {
      out.append(script, at, lexer.end());
      at = lexer.end();
      boolean apart =
          at < script.length()
              && SqlLexer.isWhitespace(script.charAt(at))
              && lexer.kind() != SqlLexer.Kind.COMMENT;
      out.append(apart ? " /* ä ( ' */ -- )\n" : "");
    }
    return out.append(script, at, script.length()).toString();
  }
}
