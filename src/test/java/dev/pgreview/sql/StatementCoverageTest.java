package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.SchemaChange.Unmodelled;
import dev.pgreview.sql.wasm.LibPgQueryMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The goldens show every kind of statement that PostgreSQL's grammar knows. */
class StatementCoverageTest {
  /** Nodes that are parts of statements. */
  private static final Set<String> NO_STATEMENTS =
      Set.of("PLAssignStmt", "RawStmt", "ReplicaIdentityStmt", "ReturnStmt", "SetOperationStmt");

  @Test
  void everyStatementOfTheGrammarIsInAGolden() throws Exception {
    Set<String> shown = new TreeSet<>();
    for (String sql : goldenStatements()) {
      ParseTree tree = PgQueryPool.shared().run(parser -> parser.parse(sql));
      tree.statements().forEach(statement -> shown.add(Nodes.tag(statement)));
    }

    assertThat(shown).isEqualTo(statementsOfTheGrammar());
  }

  @Test
  void theseStatementsHaveNoModel() throws Exception {
    Set<String> unmodelled = new TreeSet<>();
    for (String sql : goldenStatements()) {
      var change =
          PgQueryPool.shared()
              .run(parser -> new StatementTranslator(parser).translate(sql, parser.parse(sql)));
      if (change instanceof Unmodelled(String node)) {
        unmodelled.add(node);
      }
    }

    assertThat(unmodelled)
        .containsExactly(
            "AlterObjectDependsStmt",
            "AlterTableMoveAllStmt",
            "ImportForeignSchemaStmt",
            "SecLabelStmt");
  }

  private static List<String> goldenStatements() throws IOException {
    try (Stream<Path> files =
        Files.list(Path.of("src/test/resources/dev/pgreview/sql/translation"))) {
      return files.sorted().flatMap(StatementCoverageTest::validStatements).toList();
    }
  }

  private static Stream<String> validStatements(Path file) {
    try {
      String script = Files.readString(file);
      return StatementSplitter.split(script).statements().stream()
          .map(item -> script.substring(item.range().start(), item.range().end()))
          .filter(StatementCoverageTest::isValid);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isValid(String sql) {
    try {
      PgQueryPool.shared().<ParseTree, SqlSyntaxException>run(parser -> parser.parse(sql));
      return true;
    } catch (SqlSyntaxException e) {
      return false;
    }
  }

  /** The module holds the names that it writes. */
  private static Set<String> statementsOfTheGrammar() throws IOException {
    try (InputStream in = LibPgQueryMachine.class.getResourceAsStream("LibPgQuery.meta")) {
      String module =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
      return Pattern.compile("[A-Z][A-Za-z]+Stmt\\b")
          .matcher(module)
          .results()
          .map(match -> match.group())
          .filter(name -> !NO_STATEMENTS.contains(name))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
