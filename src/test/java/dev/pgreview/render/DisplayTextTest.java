package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DisplayTextTest {
  @Test
  void whatSteersOrHidesIsSpelledOut() {
    assertThat(DisplayText.visible("a\u001b[31mb")).isEqualTo("a\\u{1b}[31mb");
    assertThat(DisplayText.visible("a\u0000\u0007\u007f\u009b"))
        .isEqualTo("a\\u{0}\\u{7}\\u{7f}\\u{9b}");
    assertThat(DisplayText.visible("\u202Egnp")).isEqualTo("\\u{202e}gnp");
    assertThat(DisplayText.visible("\u2066x\u2069")).isEqualTo("\\u{2066}x\\u{2069}");
    assertThat(DisplayText.visible("a\u200Bb\uFEFF")).isEqualTo("a\\u{200b}b\\u{feff}");
    assertThat(DisplayText.visible("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
    assertThat(DisplayText.visible("a\u2028b\u0085")).isEqualTo("a\\u{2028}b\\u{85}");
    assertThat(DisplayText.visible("x\uD800y")).isEqualTo("x\\u{d800}y");
  }

  @Test
  void lettersOfAllScriptsAndEmojiStay() {
    for (String text :
        List.of("größe", "日本語", "e\u0301", "👩‍👩‍👧", "❤️", "नि", "العربية", "한국")) {
      assertThat(DisplayText.visible(text)).isEqualTo(text);
    }
  }

  @Test
  void widthsAreThoseOfATerminal() {
    assertThat(DisplayText.width("abc")).isEqualTo(3);
    assertThat(DisplayText.width("größe")).isEqualTo(5);
    assertThat(DisplayText.width("e\u0301")).isEqualTo(1);
    assertThat(DisplayText.width("日本語")).isEqualTo(6);
    assertThat(DisplayText.width("ｆｕｌｌ")).isEqualTo(8);
    assertThat(DisplayText.width("한국")).isEqualTo(4);
    assertThat(DisplayText.width("📦")).isEqualTo(2);
    assertThat(DisplayText.width("👩‍👩‍👧")).isEqualTo(2);
    assertThat(DisplayText.width("❤️")).isEqualTo(2);
  }

  @Test
  void tabsGoToTheNextStop() {
    assertThat(DisplayText.visibleLine("\ta")).isEqualTo("    a");
    assertThat(DisplayText.visibleLine("ab\tc")).isEqualTo("ab  c");
    assertThat(DisplayText.visibleLine("日\tc")).isEqualTo("日  c");
  }

  @Test
  void aWorkflowCommandInALogIsNone() {
    assertThat(DisplayText.visibleLine("  ::error::x").strip()).doesNotStartWith("::");
    assertThat(DisplayText.visibleLine("::set-output name=a::b")).doesNotStartWith("::");
    assertThat(DisplayText.visibleLine("##[error]x")).doesNotStartWith("##");
    assertThat(DisplayText.visibleLine("::text AS x")).isEqualTo("::text AS x");
  }

  @Test
  void cuttingKeepsWholeCharacters() {
    assertThat(DisplayText.cut("abcdef", 6)).isEqualTo("abcdef");
    assertThat(DisplayText.cut("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(DisplayText.cut("日本語", 4)).isEqualTo("日…");
    assertThat(DisplayText.cut("👩‍👩‍👧👩‍👩‍👧x", 4)).isEqualTo("👩‍👩‍👧…");
  }

  @Property
  void whatIsVisibleIsSafeAndStaysTheSame(@ForAll String text) {
    String visible = DisplayText.visible(text);
    assertThat(visible.lines().count()).isLessThanOrEqualTo(1);
    assertThat(visible.codePoints())
        .noneMatch(c -> Character.getType(c) == Character.CONTROL)
        .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    assertThat(DisplayText.visible(visible)).isEqualTo(visible);
  }

  @Property
  void aCutTextFits(@ForAll String text, @ForAll @IntRange(min = 1, max = 60) int width) {
    assertThat(DisplayText.width(DisplayText.cut(DisplayText.visible(text), width)))
        .isLessThanOrEqualTo(width);
  }
}
