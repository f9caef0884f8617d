package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.cli.git.TestRepository;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pgreview explain} as its user calls it. */
class ExplainCommandTest {
  private static final String CHANGE = "db/migration/V3__c.sql";

  private final Path folder;

  ExplainCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void everyRuleIsExplainedWithItsExamples() {
    for (Rule rule : BuiltInRules.all()) {
      RuleDescription description = rule.description();
      CommandRun run = CommandRun.in(folder, "explain", rule.id());
      assertThat(run.code()).as(rule.id()).isZero();
      assertThat(run.out())
          .startsWith(rule.id() + "  " + description.severity().id())
          .contains("\n" + description.summary().split(" ", 2)[0])
          .contains("\nWhy it hurts\n", "\nWhat to do\n", "\nHazards\n", description.docs())
          .containsAnyOf("\nUnsafe\n", "\nExample\n")
          .doesNotContain("```", "|---|", "\n-- also:");
      assertThat(
              run.out()
                  .lines()
                  .skip(1)
                  .filter(line -> line.length() > 100 && !line.startsWith("    ")))
          .as("long lines of prose in %s", rule.id())
          .isEmpty();
    }
  }

  @Test
  void aRuleIsFoundByItsHazardAndByItsNamesInOtherTools() {
    assertThat(CommandRun.in(folder, "explain", "lossy-type-change").out())
        .startsWith("The rule for the hazard lossy-type-change:\n\nalter-column-type-rewrite  ");
    assertThat(CommandRun.in(folder, "explain", "squawk:adding-not-nullable-field").out())
        .startsWith(
            "In other tools this rule is squawk adding-not-nullable-field:\n\nset-not-null-scan  ");
    assertThat(CommandRun.in(folder, "explain", "ADDINGNOTNULLFIELD").out())
        .contains("\nset-not-null-scan  ");
  }

  @Test
  void aNameOfSeveralRulesNamesThem() {
    CommandRun run = CommandRun.in(folder, "explain", "data-dependent-failure");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("pgreview: `data-dependent-failure` is what several rules find; name one:\n")
        .contains("\n  set-not-null-scan\n");
  }

  @Test
  void anUnknownRuleIsGuessed() {
    assertThat(CommandRun.in(folder, "explain", "set-not-nul-scan"))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "pgreview: there is no rule `set-not-nul-scan`; did you mean"
                    + " `set-not-null-scan`?\n"));
    assertThat(CommandRun.in(folder, "explain", "squawk:ading-not-nullable-field").err())
        .contains("did you mean `squawk:adding-not-nullable-field`?");
    assertThat(CommandRun.in(folder, "explain", "nonsense").err())
        .isEqualTo("pgreview: there is no rule `nonsense`; `pgreview rules` lists all\n");
  }

  @Test
  void aStatementIsExplainedWithWhatTheServerShowed() throws IOException {
    project();
    CommandRun run = explain(CHANGE + ":3");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith(CHANGE + ":2  AlterTable  PostgreSQL 17\nEverything up to version 2 counts as ")
        .contains("\n   2 │ ALTER TABLE orders\n   3 │   ALTER COLUMN a TYPE bigint;\n")
        .containsPattern("takes +about .* for 1,000,000 rows, assumed")
        .containsPattern("held to +the end of transaction 1, line 7, about ")
        .contains("in one transaction with 2 other statements")
        .containsPattern("dry run +ran in .* on PostgreSQL 17")
        .containsPattern("public.orders +ACCESS EXCLUSIVE +reads and writes +yes +yes +same")
        .contains("[alter-column-type-rewrite]", "ADD COLUMN a_new")
        .doesNotContain("create-index-blocking");
  }

  @Test
  void ofSeveralStatementsOnALineTheColumnChooses() throws IOException {
    project();
    String both = explain(CHANGE + ":7", "--no-dry-run").out();
    assertThat(both).contains("  CreateIndex  ", "  Grant  ");
    String second = explain(CHANGE + ":7:40", "--no-dry-run").out();
    assertThat(second)
        .contains("  Grant  ", "Locks  none on what was there before", "No rule has anything")
        .doesNotContain("  CreateIndex  ");
  }

  @Test
  void aStatementInABlockIsExplainedByItself() throws IOException {
    project();
    write(
        CHANGE,
        """
        DO $$
        BEGIN
          UPDATE orders SET a = 1;
        END
        $$;
        """);
    assertThat(explain(CHANGE + ":3").out())
        .startsWith(CHANGE + ":3  Update  ")
        .contains("a part of the statement at line 1", "the server shows those of the whole block");
    assertThat(explain(CHANGE + ":2").out()).startsWith(CHANGE + ":1  DoBlock  ");
  }

  @Test
  void aDeployedStatementIsExplainedAgainstWhatWasThereBefore() throws IOException {
    project();
    String out = explain("db/migration/V2__b.sql:1").out();
    assertThat(out)
        .startsWith("db/migration/V2__b.sql:1  AlterTable  ")
        .contains("This file is deployed")
        .containsPattern("public.orders +ACCESS EXCLUSIVE +reads and writes +no +no +same")
        .doesNotContain("dry-run-error");
    assertThat(explain("db/migration/V1__a.sql:1").out()).contains("none on what was there before");
  }

  @Test
  void aFileThatNoToolRunsComesAfterAllMigrations() throws IOException {
    project();
    write("scripts/fix.sql", "ALTER TABLE orders ADD COLUMN c text;\n");
    assertThat(explain("scripts/fix.sql:1").out())
        .contains("No tool runs this file; all migrations count as deployed before it.")
        .containsPattern("public.orders +ACCESS EXCLUSIVE .* same")
        .doesNotContain("dry-run-error");
  }

  @Test
  void inGitTheChangeIsThatOfTheBranch() throws Exception {
    try (TestRepository repository = TestRepository.in(folder)) {
      project();
      Files.delete(folder.resolve(CHANGE));
      repository.commit("deployed");
      write(CHANGE, "ALTER TABLE orders ALTER COLUMN a TYPE bigint;\n");
      CommandRun run = CommandRun.in(folder, "explain", CHANGE + ":1", "--no-dry-run");
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).startsWith(CHANGE + ":1  AlterTable  ").contains("ompared with ");
      // From another folder, and by another name of the file.
      CommandRun inside =
          CommandRun.in(folder.resolve("db/migration"), "explain", "V3__c.sql:1", "--no-dry-run");
      assertThat(inside.out()).isEqualTo(run.out());
    }
  }

  @Test
  void aLineWithoutAStatementNamesTheNearest() throws IOException {
    project();
    assertThat(explain(CHANGE + ":1", "--no-dry-run"))
        .isEqualTo(
            new CommandRun(
                2,
                "",
                "pgreview: "
                    + CHANGE
                    + " has no statement at line 1; the nearest is at line 2:"
                    + " ALTER TABLE orders ALTER COLUMN a TYPE bigint\n"));
    assertThat(explain(CHANGE + ":999", "--no-dry-run").err()).contains("the nearest is at line 7");
    write(CHANGE, "SELEC 1;\n");
    assertThat(explain(CHANGE + ":1", "--no-dry-run").err())
        .contains("no statement at line 1, nor anywhere else", "syntax error at or near \"SELEC\"");
  }

  @Test
  void badInputIsOneSentence() throws IOException {
    project();
    assertThat(explain("nowhere.sql:3").err()).isEqualTo("pgreview: nowhere.sql does not exist\n");
    assertThat(explain("db:3").err()).isEqualTo("pgreview: db is no file\n");
    assertThat(explain(CHANGE).err())
        .isEqualTo(
            "pgreview: say which line of " + CHANGE + ": `pgreview explain " + CHANGE + ":LINE`\n");
    for (String[] args :
        List.of(
            new String[] {"explain"},
            new String[] {"explain", ""},
            new String[] {"explain", "a", "b"},
            new String[] {"explain", CHANGE + ":99999999999"},
            new String[] {"explain", CHANGE + ":2", "--base", "main"},
            new String[] {"explain", CHANGE + ":2", "--postgres", "12"},
            new String[] {"explain", CHANGE + ":2", "--config", "missing.yml"})) {
      CommandRun run = CommandRun.in(folder, args);
      assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(run.err()).startsWith("pgreview: ").doesNotContain("\tat ", "bug in pgreview");
    }
  }

  private CommandRun explain(String place, String... more) {
    String[] arguments = new String[more.length + 4];
    System.arraycopy(new String[] {"explain", place, "--since", "2"}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return CommandRun.in(folder, arguments);
  }

  private void project() throws IOException {
    write("db/migration/V1__a.sql", "CREATE TABLE orders (id bigint PRIMARY KEY, a integer);\n");
    write("db/migration/V2__b.sql", "ALTER TABLE orders ADD COLUMN b text;\n");
    write(
        CHANGE,
        """
        -- larger numbers
        ALTER TABLE orders
          ALTER COLUMN a TYPE bigint;



        CREATE INDEX i ON orders (a); GRANT SELECT ON orders TO public;
        """);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
