package dev.pgreview.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.PlanReport.Problem;
import dev.pgreview.report.PlanReport.Status;
import dev.pgreview.schema.RelationName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanGateTest {
  private static final String BASE =
      "CREATE TABLE orders (id int PRIMARY KEY, note text); CREATE TABLE customers (id int);";

  /** Complete for the drop of a column of orders. */
  static final String PLAN =
      """
      # Dropping orders.note

      ## Phases and deploy order
      1. **Expand**: nothing to add.
      2. **Migrate**: release 12 stops reading the column.
      3. **Contract** (this change): the column is dropped a week after release 12.

      ## Lock analysis
      | relation | lock | how long |
      |---|---|---|
      | orders | ACCESS EXCLUSIVE | milliseconds |

      ## Validation queries
      ```sql
      SELECT count(*) FROM pg_stat_activity WHERE application_name = 'release-11';
      ```

      ## Rollback triggers
      More than 1 % errors for five minutes; the person on call decides.

      ## Rollback steps
      ```sql
      ALTER TABLE orders ADD COLUMN note text;
      ```

      ## Blast radius
      Only the shop reads it.

      ## Monitoring
      The dashboard "Shop", error rate, during one hour.

      ## Deferred risks
      The notes are gone; support agreed on 3 May.
      """;

  private static Change drop() {
    return Change.on(BASE)
        .sql("ALTER TABLE orders DROP COLUMN note;")
        .locks(0, "orders", LockMode.ACCESS_EXCLUSIVE);
  }

  private static List<String> problems(String plan) {
    return problems(drop().plan(plan).check());
  }

  private static List<String> problems(PlanReport report) {
    return report.problems().stream()
        .map(
            p ->
                p.section()
                    + (p.line().isPresent() ? ":" + p.line().getAsInt() : "")
                    + ": "
                    + p.message())
        .toList();
  }

  @Test
  void aWholePlanPasses() {
    PlanReport report = drop().plan(PLAN).check();
    assertThat(problems(report)).isEmpty();
    assertThat(report.status()).isEqualTo(Status.COMPLETE);
    assertThat(report.required()).isTrue();
    assertThat(report.path()).contains("db/migration-plan.md");
  }

  @Test
  void withoutAPlanEverySectionIsNamed() {
    PlanReport report = drop().check();
    assertThat(report.status()).isEqualTo(Status.MISSING);
    assertThat(report.path()).contains("db/migration-plan.md");
    assertThat(report.problems())
        .extracting(Problem::section)
        .containsExactly(
            "Phases and deploy order",
            "Lock analysis",
            "Validation queries",
            "Rollback triggers",
            "Rollback steps",
            "Blast radius",
            "Monitoring",
            "Deferred risks");
    assertThat(report.problems()).allMatch(problem -> problem.line().isEmpty());
  }

  @Test
  void aBackfillAndAnIndexNeedTheirSections() {
    PlanReport report =
        Change.on(BASE).sql("UPDATE orders SET note = ''; CREATE INDEX ON orders (note);").check();
    assertThat(report.problems())
        .extracting(Problem::section)
        .contains("Backfill strategy", "Index rationale")
        .hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '¬',
      textBlock =
          """
          Phases and deploy order  | 1) PHASES — deploy order
          Phases and deploy order  | Rollout plan
          Lock analysis               | 4.2 Locks
          Lock analysis               | Locking & blocking
          Validation queries          | Verification
          Rollback triggers           | When do we roll back?
          Rollback triggers           | Abort criteria
          Rollback steps              | How to roll back
          Rollback steps              | Revert procedure
          Rollback steps              | Rollback
          Blast radius                | Impact
          Monitoring                  | Metrics and alerts
          Deferred risks              | Known issues
          Deferred risks              | 10. Open risks:
          """)
  void headingsMayBeSpelledInOtherWays(String heading, String other) {
    assertThat(PLAN).contains("## " + heading + "\n");
    assertThat(problems(PLAN.replace("## " + heading + "\n", "## " + other + "\n"))).isEmpty();
  }

  @Test
  void oneHeadingMayCoverTwoSections() {
    assertThat(
            problems(
                PLAN.replace("## Rollback triggers", "## Rollback: triggers and steps")
                    .replace("\n## Rollback steps\n", "")))
        .isEmpty();
    assertThat(
            problems(
                PLAN.replace("## Rollback triggers", "## Rollback\n### Triggers")
                    .replace("## Rollback steps", "### Steps")))
        .isEmpty();
    assertThat(
            problems(
                PLAN.replace("1. **Expand**:", "### Expand\n")
                    .replace("2. **Migrate**:", "### Migrate\n")
                    .replace("3. **Contract** (this change):", "### Contract\n")))
        .isEmpty();
  }

  @Test
  void setextHeadingsAreHeadings() {
    assertThat(problems(PLAN.replace("## Monitoring\n", "Monitoring\n----------\n"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Phases and deploy order",
        "Lock analysis",
        "Validation queries",
        "Rollback triggers",
        "Rollback steps",
        "Blast radius",
        "Monitoring",
        "Deferred risks"
      })
  void everySectionIsMissed(String title) {
    assertThat(problems(PLAN.replace("## " + title, "## Something else")))
        .singleElement()
        .asString()
        .startsWith(title + ": there is no heading for it; add \"## " + title + "\". It needs ");
    String[] parts = PLAN.split("(?=\n## " + title + "\n)", 2);
    String rest = parts[1].substring(title.length() + 5);
    int next = rest.indexOf("\n## ");
    String emptied = parts[0] + "\n## " + title + "\n" + (next < 0 ? "" : rest.substring(next));
    assertThat(problems(emptied))
        .anyMatch(p -> p.matches(title + ":[0-9]+: the section is empty; it needs .*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TODO",
        "TBD.",
        "- [ ] TODO",
        "TODO: name the dashboards here, please",
        "N/A",
        "n/a.",
        "none",
        "_To be defined_",
        "...",
        "…",
        "-",
        "<dashboards>",
        "Look at <name of the dashboard> for one hour.",
        "{{ dashboards and alerts }}",
        "<!-- The dashboard Shop, error rate, during one hour. -->",
        "<!-- The dashboard Shop, error rate",
        "| dashboard | owner |\n|---|---|",
        "| dashboard | owner |\n|---|---|\n| TBD | N/A |",
        "### Dashboards\n### Alerts",
        "not applicable"
      })
  void whatSaysNothingDoesNotCount(String text) {
    String plan =
        PLAN.replace("The dashboard \"Shop\", error rate, during one hour.\n", text + "\n");
    assertThat(problems(plan))
        .anyMatch(p -> p.matches("Monitoring:[0-9]+: the section (is empty|holds only).*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "None, because nobody calls the code path.",
        "N/A: the table has no readers.",
        "| dashboard | owner |\n|---|---|\n| Shop errors | Ann |",
        "> The dashboard of the shop.",
        "* Shop\n* Errors\n* Latency",
        "<details><summary>Which</summary>\n\nThe dashboard of the shop.\n\n</details>",
        "<p>The dashboard of the shop.</p>",
        "Watch `todo_items` and the `<b>` tag of page a<b and c>d.",
        "```\nhttps://grafana.example/d/shop\n```"
      })
  void whatSaysSomethingCounts(String text) {
    assertThat(problems(PLAN.replace("The dashboard \"Shop\", error rate, during one hour.", text)))
        .isEmpty();
  }

  @Test
  void oneOrTwoWordsAreTooLittle() {
    assertThat(problems(PLAN.replace("Only the shop reads it.", "Not big.")))
        .singleElement()
        .asString()
        .startsWith("Blast radius:")
        .contains("says too little");
  }

  @Test
  void anUnansweredQuestionDoesNotPassWhereverItStands() {
    assertThat(problems(PLAN.replace("Only the shop", "- [ ] ? Who reads it?\n\nOnly the shop")))
        .containsExactly(
            "Blast radius:27: not answered: Who reads it? Write the answer in place of the line");
    assertThat(problems("- [ ] ? Who approves?\n\n" + PLAN)).hasSize(1);
    assertThat(problems(PLAN.replace("Only the shop", "- [x] ? Who reads it?\n\nOnly the shop")))
        .hasSize(1);
    assertThat(problems(PLAN.replace("Only the", "- [x] ? Who reads it? The shop.\n\nOnly the")))
        .isEmpty();
    assertThat(problems(PLAN.replace("Only the shop", "- [ ] call Ann\n\nOnly the shop")))
        .isEmpty();
  }

  @Test
  void thePhasesAreAskedForOneByOne() {
    assertThat(problems(PLAN.replace("**Expand**", "First").replace("**Contract**", "Last")))
        .containsExactly(
            "Phases and deploy order:3: nothing is said of the phase expand and contract; say what"
                + " happens in it, or why it is not needed");
    assertThat(problems(PLAN.replace("release 12", "version 12")))
        .singleElement()
        .asString()
        .contains("the deploy order is not said");
  }

  @Test
  void queriesMustBeSql() {
    String query = PLAN.substring(PLAN.indexOf("```sql"), PLAN.indexOf("## Rollback triggers"));
    assertThat(problems(PLAN.replace(query, "We look whether it works.\n")))
        .containsExactly(
            "Validation queries:13: the section holds no SQL; add a query in a ```sql block that"
                + " shows success or failure");
    assertThat(problems(PLAN.replace(query, "Run `SELECT count(*) FROM orders`: not 0.\n\n")))
        .isEmpty();
    assertThat(problems(PLAN.replace(query, "```sql\n-- SELECT 1\n```\nsome more words\n")))
        .hasSize(1);
    assertThat(problems(PLAN.replace(query, "```sql\nSELECT <columns> FROM orders;\n```\n")))
        .hasSize(1);
    assertThat(problems(PLAN.replace(query, "```sql\nDROP TABLE orders;\n```\n")))
        .singleElement()
        .asString()
        .contains("no statement in the section reads anything");
    assertThat(problems(PLAN.replace(query, "    SELECT 1\n\n"))).isEmpty();
  }

  @Test
  void sqlMustParse() {
    assertThat(problems(PLAN.replace("ADD COLUMN note text;", "ADD COLUMN note text\nNOT;")))
        .singleElement()
        .asString()
        .startsWith("Rollback steps:2")
        .contains("the SQL does not parse: syntax error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders", "public.orders", "\"orders\"", "public.\"orders\"", "\"public\".\"orders\"",
        "`orders`", "ORDERS", "orders.note", "**orders**", "(orders)"
      })
  void aRelationIsMentionedInAnySpelling(String spelling) {
    assertThat(problems(withoutMentions("See " + spelling + " here."))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preorders",
        "orders_old",
        "orders2",
        "archive.orders",
        "\"archive\".orders",
        "reorders",
        "<!-- orders -->",
        "myorders$"
      })
  void aPartOfAWordIsNoMention(String text) {
    assertThat(problems(withoutMentions("See " + text + " here.")))
        .containsExactly(
            "Lock analysis: the plan never mentions orders, for which db/V2__change.sql:1 needs it"
                + " (a: drop of orders.note, which exists at the base)");
  }

  private static String withoutMentions(String other) {
    return PLAN.replace("orders", "them") + "\n" + other + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '¬',
      textBlock =
          """
          orders is locked in SHARE mode for a moment.                 | SHARE
          * `orders`: SHARE UPDATE EXCLUSIVE                           | SHARE UPDATE EXCLUSIVE
          It takes a row exclusive lock on orders. Nothing else.       | ROW EXCLUSIVE
          It takes a RowExclusiveLock on public.orders.                | ROW EXCLUSIVE
          There is no lock on orders at all.                           | no lock
          The change of orders is lock-free.                           | no lock
          """)
  void aWeakerLockThanTheRealOneIsAProblem(String text, String claim) {
    assertThat(
            problems(PLAN.replace("| orders | ACCESS EXCLUSIVE | milliseconds |\n", "\n" + text)))
        .singleElement()
        .asString()
        .matches("Lock analysis:1[0-9]: .*")
        .endsWith(
            "says "
                + claim
                + " on orders, but db/V2__change.sql:1 takes ACCESS EXCLUSIVE; correct the plan or"
                + " the migration");
  }

  @Test
  void aTableMayClaimTooLittleToo() {
    assertThat(problems(PLAN.replace("| ACCESS EXCLUSIVE |", "| SHARE |"))).hasSize(1);
    assertThat(problems(PLAN.replace("| ACCESS EXCLUSIVE |", "| none |"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders: ACCESS EXCLUSIVE",
        "orders: an access exclusive lock, later a share lock",
        "orders: AccessExclusiveLock, for a moment",
        "First SHARE on orders; then ACCESS EXCLUSIVE on orders.",
        "Unlike CREATE INDEX this does not take SHARE on orders.",
        "We share orders with the warehouse.",
        "SHARE on customers and orders, each for a moment."
      })
  void unclearOrRightClaimsPass(String text) {
    assertThat(
            problems(PLAN.replace("| orders | ACCESS EXCLUSIVE | milliseconds |\n", "\n" + text)))
        .isEmpty();
  }

  @Test
  void whatTheDryRunSawWins() {
    Observation seen =
        new Observation(
            List.of(new RelationLock(RelationName.of("public", "orders"), LockMode.SHARE)),
            new TreeSet<>(),
            new TreeSet<>(),
            Duration.ofMillis(1),
            Duration.ZERO,
            Duration.ZERO,
            Optional.empty());
    PlanRequest request =
        drop()
            .plan(PLAN.replace("| ACCESS EXCLUSIVE |", "| ROW SHARE |"))
            .request()
            .withObservations(Map.of(0, seen));
    assertThat(problems(PlanGate.check(request)))
        .singleElement()
        .asString()
        .contains("takes SHARE, as the dry run saw");
  }

  @Test
  void aSkippedDryRunIsADeferredRisk() {
    PlanRequest request = drop().plan(PLAN).request().withDryRunSkipped("no server to be had");
    assertThat(problems(PlanGate.check(request)))
        .containsExactly(
            "Deferred risks:32: there was no dry run (no server to be had); say so here, and why its"
                + " locks may be trusted without one");
    String said = PLAN + "There was no dry run; staging took the same locks.\n";
    assertThat(
            problems(
                PlanGate.check(
                    drop().plan(said).request().withDryRunSkipped("no server to be had"))))
        .isEmpty();
  }

  @Test
  void thePlanIsFoundBesideTheMigrationThenWhereConfigurationSays() {
    assertThat(drop().plan("db/V2__change.plan.md", PLAN).check().status())
        .isEqualTo(Status.COMPLETE);
    assertThat(drop().plan("db/V2__change.sql.plan.md", PLAN).check().status())
        .isEqualTo(Status.COMPLETE);
    assertThat(drop().plan("db/MIGRATION-PLAN.md", PLAN).check().status())
        .isEqualTo(Status.COMPLETE);
    assertThat(drop().plan("docs/plans/x.md", PLAN).check().status()).isEqualTo(Status.MISSING);
    PlanReport configured =
        drop()
            .config("plan: {paths: [docs/plans/*.md]}")
            .plan("docs/plans/2026-01-01.md", "# An old one")
            .plan("docs/plans/2026-02-01.md", PLAN)
            .plan("docs/plans/2026-03-01.md", "# Another one")
            .check();
    assertThat(configured.status()).isEqualTo(Status.COMPLETE);
    assertThat(configured.path()).contains("docs/plans/2026-02-01.md");
    assertThat(
            drop()
                .config("plan: {paths: [docs/plans/*.md]}")
                .plan("db/migration-plan.md", "# Empty")
                .plan("docs/plans/x.md", PLAN)
                .check()
                .path())
        .contains("db/migration-plan.md");
  }

  @Test
  void migrationsInSeveralFoldersMayHavePlansOfTheirOwn() {
    Change two =
        Change.on(BASE + "CREATE TABLE bills (id int, note text);")
            .sql("a/1/migration.sql", "ALTER TABLE orders DROP COLUMN note")
            .sql("a/2/migration.sql", "ALTER TABLE bills DROP COLUMN note")
            .plan("a/1/migration-plan.md", PLAN);
    assertThat(problems(two.check())).singleElement().asString().contains("never mentions bills");
    two.plan("a/2/migration-plan.md", PLAN.replace("orders", "bills"));
    assertThat(two.check().status()).isEqualTo(Status.COMPLETE);
    two.plan("a/2/migration.plan.md", "# Nothing");
    assertThat(two.check().status()).isEqualTo(Status.COMPLETE);
  }

  @Test
  void theExampleOfARealPlanPasses() throws IOException {
    Path example = Path.of("examples/planned/db/migration");
    List<String> problems = new ArrayList<>();
    PlanReport report =
        Change.on(Files.readString(example.resolve("V1__invoices.sql")))
            .sql(
                "db/migration/V2__drop_vat_code.sql",
                Files.readString(example.resolve("V2__drop_vat_code.sql")))
            .plan(
                "db/migration/migration-plan.md",
                Files.readString(example.resolve("migration-plan.md")))
            .check();
    problems.addAll(problems(report));
    assertThat(problems).isEmpty();
    assertThat(report.status()).isEqualTo(Status.COMPLETE);
  }
}
