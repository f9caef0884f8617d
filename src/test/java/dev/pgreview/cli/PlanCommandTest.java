package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pgreview plan} as its user calls it, on folders outside git. */
class PlanCommandTest {
  private static final String PLAN = "db/migration/migration-plan.md";

  private final Path folder;

  PlanCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aDraftDoesNotPassTheGateBeforeItsQuestionsAreAnswered() throws IOException {
    riskyChange();
    CommandRun run = plan("--output", PLAN);
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("pgreview: wrote " + folder.resolve(PLAN) + "; answer its ");
    JsonNode gate = gate();
    assertThat(gate.get("status").asString()).isEqualTo("incomplete");
    assertThat(gate.get("path").asString()).isEqualTo(PLAN);
    assertThat(gate.get("problems"))
        .isNotEmpty()
        .allSatisfy(
            problem ->
                assertThat(problem.get("message").asString())
                    .matches(
                        "not answered: .*|.* only template text.*|the section holds no SQL.*"));

    String draft = Files.readString(folder.resolve(PLAN));
    String answered =
        draft.replaceAll("(?m)^- \\[ ] \\? .*$", "- The shop's team decided that on 3 May.");
    assertThat(answered).isNotEqualTo(draft);
    Files.writeString(folder.resolve(PLAN), answered);
    assertThat(gate().get("problems")).isEmpty();
    assertThat(gate().get("status").asString()).isEqualTo("complete");
  }

  @Test
  void aRealServerSaysWhatIsLocked() throws IOException {
    riskyChange();
    CommandRun run = CommandRun.in(folder, "plan", ".", "--since", "1");
    assertThat(run.out())
        .startsWith("# Migration plan for `db/migration/V2__b.sql`")
        .containsPattern("\\| `orders` \\| ACCESS EXCLUSIVE \\|.*dry run");
    assertThat(run.err()).startsWith("pgreview: save it as " + PLAN + " and answer its ");
  }

  @Test
  void aPlanThatIsThereIsOverwrittenOnlyWhenAsked() throws IOException {
    riskyChange();
    write(PLAN, "# Ours\n");
    CommandRun refused = plan("--output", PLAN);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo("pgreview: " + PLAN + " is there already; --force overwrites it\n");
    assertThat(folder.resolve(PLAN)).hasContent("# Ours");
    CommandRun forced = plan("--output", PLAN, "--force");
    assertThat(forced.code()).isZero();
    assertThat(forced.err())
        .contains("a plan is there and incomplete")
        .contains("overwrote " + folder.resolve(PLAN));
    assertThat(folder.resolve(PLAN)).content().startsWith("# Migration plan for");
  }

  @Test
  void aHarmlessChangeNeedsNoPlan() throws IOException {
    write("db/migration/V1__a.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);\n");
    write("db/migration/V2__b.sql", "CREATE TABLE n (id bigint PRIMARY KEY);\n");
    CommandRun run = plan("--output", PLAN);
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("pgreview: this change needs no migration plan\n");
    assertThat(folder.resolve(PLAN)).doesNotExist();
  }

  @Test
  void aFailedDryRunIsSaidAndTheDraftStillComes() throws IOException {
    riskyChange();
    write("db/migration/V3__c.sql", "ALTER TABLE orders ADD COLUMN a integer;\n");
    CommandRun run = CommandRun.in(folder, "plan", ".", "--since", "1");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("# Migration plan for");
    assertThat(run.err()).contains("the dry run failed, so locks are predicted: ").contains("V3");
  }

  @Test
  void eachDatabaseHasItsOwnPlan() throws IOException {
    for (String database : List.of("shop", "stock")) {
      write(database + "/migration/V1__a.sql", "CREATE TABLE t (id bigint PRIMARY KEY, a int);\n");
      write(database + "/migration/V2__b.sql", "ALTER TABLE t DROP COLUMN a;\n");
    }
    CommandRun both = plan();
    assertThat(both.code()).isZero();
    assertThat(both.out())
        .contains("<!-- shop/migration/migration-plan.md -->")
        .contains("<!-- stock/migration/migration-plan.md -->");
    CommandRun file = plan("--output", "plan.md");
    assertThat(file.code()).isEqualTo(2);
    assertThat(file.err())
        .contains("shop/migration/migration-plan.md and stock/migration/migration-plan.md");
    assertThat(folder.resolve("plan.md")).doesNotExist();
  }

  @Test
  void badInputIsOneSentence() throws IOException {
    riskyChange();
    for (String[] more :
        List.of(
            new String[] {"--base", "no-such-revision"},
            new String[] {"--config", "missing.yml"},
            new String[] {"--postgres", "9"},
            new String[] {"--stats", "missing.json"},
            new String[] {"--output", "db"},
            new String[] {"--output", "db", "--force"})) {
      CommandRun run = plan(more);
      assertThat(run.code()).as(String.join(" ", more)).isEqualTo(2);
      assertThat(run.err()).startsWith("pgreview: ").doesNotContain("\tat ", "bug in pgreview");
    }
    assertThat(CommandRun.in(folder, "plan", "nowhere").err())
        .isEqualTo("pgreview: nowhere does not exist\n");
  }

  private CommandRun plan(String... more) {
    List<String> arguments = new ArrayList<>(List.of("plan", ".", "--since", "1", "--no-dry-run"));
    arguments.addAll(List.of(more));
    return CommandRun.in(folder, arguments.toArray(String[]::new));
  }

  private JsonNode gate() {
    CommandRun run =
        CommandRun.in(folder, "review", ".", "--since", "1", "--no-dry-run", "--format", "json");
    return JsonMapper.shared().readTree(run.out()).get("plan");
  }

  private void riskyChange() throws IOException {
    write(
        "db/migration/V1__a.sql",
        "CREATE TABLE orders (id bigint PRIMARY KEY, a integer, b text);\n");
    write("db/migration/V2__b.sql", "ALTER TABLE orders ALTER COLUMN a TYPE bigint;\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
