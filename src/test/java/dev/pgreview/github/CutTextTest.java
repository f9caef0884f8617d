package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;

class CutTextTest {
  private static final String POINTER = "[The whole report](http://localhost/1)";

  @Test
  void whatFitsIsLeftAlone() {
    assertThat(CutText.markdown("a\n\nb", 4, POINTER)).isEqualTo("a\n\nb");
    assertThat(CutText.text("abc", 3)).isEqualTo("abc");
    assertThat(CutText.line(" a \n b ", 10)).isEqualTo("a b");
  }

  @Test
  void aCutIsBetweenBlocks() {
    String text = "First.\n\n| a |\n|---|\n| 1 |\n| 2 |\n\nLast.\n" + "x".repeat(100);
    assertThat(CutText.markdown(text, 80, POINTER))
        .isEqualTo("First.\n\n| a |\n|---|\n| 1 |\n| 2 |\n\n" + POINTER + "\n");
  }

  @Test
  void aFenceIsKeptOrLeftOutAsAWhole() {
    String text = "First.\n\n```sql\nSELECT 1;\n\nSELECT 2;\n\n" + "-- x\n".repeat(50) + "```\n";
    assertThat(CutText.markdown(text, 90, POINTER)).isEqualTo("First.\n\n" + POINTER + "\n");
  }

  @Test
  void oneBlockThatIsTooLongIsCutAnyway() {
    assertThat(CutText.markdown("🐘".repeat(100), 101, POINTER))
        .hasSizeLessThanOrEqualTo(101)
        .startsWith("🐘🐘")
        .contains("…")
        .endsWith(POINTER + "\n");
    assertThat(CutText.markdown("```\n" + "a\n".repeat(100), 100, POINTER))
        .isEqualTo("```\n" + "a\n".repeat(25) + "```\n\n" + POINTER + "\n");
  }

  @Provide
  Arbitrary<String> markdown() {
    return Arbitraries.of(
            "Text.", "🐘 text", "", "```sql", "```", "~~~", "````", "| a | b |", "SELECT 1;", "- x")
        .list()
        .ofMaxSize(60)
        .map(lines -> String.join("\n", lines));
  }

  @Property
  void whatIsCutFitsAndIsWhole(
      @ForAll("markdown") String text, @ForAll @IntRange(min = 60, max = 400) int most) {
    String cut = CutText.markdown(text, most, POINTER);
    assertThat(cut.length()).isLessThanOrEqualTo(most);
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(cut)).isTrue();
    if (text.length() > most) {
      assertThat(cut).endsWith(POINTER + "\n");
      assertThat(insideCode(cut)).isFalse();
    }
  }

  /** Whether the pointer would be shown as code, by CommonMark's own reading. */
  private static boolean insideCode(String markdown) {
    boolean[] found = {false};
    Parser.builder()
        .build()
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                found[0] |= block.getLiteral().contains("The whole report");
              }
            });
    return found[0];
  }
}
