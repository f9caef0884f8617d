package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One file for each family of statements: SQL, and under each statement what it is translated to.
 * With {@code -Dgolden.update=true} the files are written anew; read the difference before you
 * commit it.
 */
class TranslationGoldenTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/dev/pgreview/sql/translation");
  private static final String ANSWER = "--> ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter-table",
        "data",
        "expressions",
        "indexes",
        "objects",
        "routines",
        "sessions",
        "tables",
        "types"
      })
  void translatesEveryStatementAsWritten(String family) throws IOException {
    Path file = DIRECTORY.resolve(family + ".sql");
    String golden = Files.readString(file);

    String actual = withAnswers(withoutAnswers(golden));

    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(golden);
  }

  private static String withoutAnswers(String golden) {
    StringBuilder sql = new StringBuilder();
    golden
        .lines()
        .filter(line -> !line.startsWith(ANSWER))
        .forEach(line -> sql.append(line).append('\n'));
    return sql.toString();
  }

  private static String withAnswers(String sql) {
    ParsedSection section =
        new SqlParser().parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT));
    List<Answer> answers = new ArrayList<>();
    for (SqlStatement statement : section.statements()) {
      assertThat(sql.substring(statement.range().start(), statement.range().end()))
          .isEqualTo(statement.sql());
      answers.add(
          new Answer(
              statement.range().end(), ShapePrinter.print(statement.sql(), statement.change())));
    }
    for (SqlProblem problem : section.problems()) {
      answers.add(new Answer(problem.range().end(), problem.kind() + ": " + problem.message()));
    }
    answers.sort(java.util.Comparator.comparingInt(Answer::after));
    return insert(sql, answers);
  }

  private record Answer(int after, String text) {}

  private static String insert(String sql, List<Answer> answers) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Answer answer : answers) {
      int endOfLine = Math.max(at, sql.indexOf('\n', answer.after()) + 1);
      out.append(sql, at, endOfLine);
      at = endOfLine;
      answer.text().lines().forEach(line -> out.append(ANSWER).append(line).append('\n'));
    }
    return out.append(sql, at, sql.length()).toString();
  }
}
