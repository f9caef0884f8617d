package dev.pgreview.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.migration.SourceFile;
import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Code;
import dev.pgreview.plan.MigrationPlan.Section;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanParserTest {
  private static MigrationPlan parse(String text) {
    return PlanParser.parse(new SourceFile("migration-plan.md", text));
  }

  @Test
  void linesAreThoseOfTheFile() {
    MigrationPlan plan =
        parse("# Plan\r\n\r\n## Locks\r\nfirst\r\nsecond\r\n\r\n```sql\r\nSELECT 1\r\n```\r\n");
    Section locks = plan.covering(PlanSection.LOCK_ANALYSIS).getFirst();
    assertThat(locks.line()).isEqualTo(3);
    assertThat(locks.blocks()).extracting(Block::line).containsExactly(4, 8);
    assertThat(locks.blocks().getFirst().text()).isEqualTo("first\nsecond");
    assertThat(locks.blocks().getLast()).isEqualTo(new Code("SELECT 1\n", 8, "sql"));
  }

  @Test
  void aFenceThatIsNeverClosedHoldsTheRest() {
    MigrationPlan plan = parse("## Locks\n```sql\nSELECT 1\n## Monitoring\ntext\n");
    assertThat(plan.covering(PlanSection.MONITORING)).isEmpty();
    assertThat(plan.covering(PlanSection.LOCK_ANALYSIS).getFirst().blocks()).hasSize(1);
  }

  @Test
  void htmlCommentsAreNotRead() {
    MigrationPlan plan =
        parse("## Locks\n<!-- a\n\n## Monitoring\n\nb -->\n\ntext <!-- inline --> more\n");
    assertThat(plan.covering(PlanSection.MONITORING)).isEmpty();
    assertThat(plan.visibleText()).isEqualTo("Locks\ntext  more");
  }

  @Test
  void aTitleAnnouncesNothing() {
    assertThat(parse("# Plan for locks\n## Monitoring\nx").covering(PlanSection.LOCK_ANALYSIS))
        .isEmpty();
    assertThat(parse("# Locks\nx\n# Monitoring\ny").covering(PlanSection.LOCK_ANALYSIS)).hasSize(1);
  }

  @Test
  void headingsInsideQuotesAndListsAreText() {
    assertThat(parse("> ## Monitoring\n> text\n\n- ## Locks\n  text").sections()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ">",
        "> ",
        "- ",
        "1. ",
        "* ",
        "[",
        "](",
        "![",
        "**",
        "*_",
        "`",
        "``a` ",
        "<!--",
        "<a ",
        "<",
        "&#",
        "|",
        "|-",
        "| a |\n|---|\n",
        "# ",
        "\n\n",
        "\\",
        "\0",
        "[a](<",
        "~~~\n",
        "a\n=\n",
        "lock index query ",
        "<b>",
        "```\n"
      })
  void hostileMarkdownIsRead(String piece) {
    assertThat(parse(piece.repeat(299_000 / piece.length()))).isNotNull();
    assertThat(parse("## " + piece.repeat(100_000 / piece.length()))).isNotNull();
  }

  @Test
  void indentationThatGrowsIsRead() {
    StringBuilder text = new StringBuilder();
    for (int depth = 0; depth < 600; depth++) {
      text.append("  ".repeat(depth)).append("- x\n");
    }
    assertThat(parse(text.toString())).isNotNull();
  }

  @Test
  void aPlanOfFiveMegabytesIsRefused() {
    MigrationPlan plan = parse("## Locks\n".repeat(500_000));
    assertThat(plan.tooLarge()).isTrue();
    assertThat(
            Change.on("CREATE TABLE t (a int)")
                .sql("DROP TABLE t")
                .plan("## Locks\n".repeat(500_000))
                .check()
                .problems())
        .singleElement()
        .extracting(problem -> problem.message())
        .asString()
        .contains("larger than 300,000 characters");
  }

  @Property(tries = 300)
  void neverThrows(@ForAll("markdown") String text) {
    Change change = Change.on("CREATE TABLE t (a int)").sql("DROP TABLE t; CREATE INDEX ON u (x)");
    assertThat(change.plan(text).check()).isNotNull();
  }

  @Provide
  @SuppressWarnings("unused")
  Arbitrary<String> markdown() {
    List<String> pieces =
        List.of(
            "## Locks\n",
            "# ",
            "- ",
            "[ ] ? ",
            "[x] ?",
            "| a |\n|---|\n",
            "| t | SHARE |",
            "> ",
            "```sql\n",
            "```\n",
            "<!--",
            "-->",
            "<x>",
            "TODO",
            "N/A",
            "SELECT 1",
            "`SELECT 1`",
            "t",
            "\n",
            "\n\n",
            "    ",
            "*",
            "_",
            "ACCESS EXCLUSIVE",
            "no lock",
            "share lock",
            "\"",
            ".",
            "## Rollback: triggers, steps\n",
            "## Validation\n",
            "\t",
            "\0",
            "\uD83D",
            "{{",
            "}}");
    Arbitrary<String> known = Arbitraries.of(pieces);
    Arbitrary<String> any = Arbitraries.strings().ofMaxLength(3);
    return Arbitraries.oneOf(known, known, known, any)
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }
}
