package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LineWindowTest {
  @Test
  void theCaretStandsUnderWideCharactersAndTabs() {
    String line = "\t日本 '📦' x";
    LineWindow window = LineWindow.of(line, 0, 80);
    assertThat(window.shown()).isEqualTo("    日本 '📦' x");
    assertThat(window.cell(line.indexOf("日"))).isEqualTo(4);
    assertThat(window.cell(line.indexOf("'"))).isEqualTo(9);
    assertThat(window.cell(line.indexOf("x"))).isEqualTo(14);
  }

  @Test
  void aPlaceFarToTheRightIsShownWithSomethingBefore() {
    String line = "a".repeat(5000) + "HERE" + "b".repeat(5000);
    LineWindow window = LineWindow.of(line, 5000, 60);
    assertThat(window.shown()).startsWith("…aaa").contains("HERE").endsWith("b…");
    assertThat(DisplayText.width(window.shown())).isLessThanOrEqualTo(60);
    assertThat(window.shown().indexOf("HERE")).isEqualTo(window.cell(5000));
  }

  @Property
  void theWindowFitsAndHoldsThePlace(
      @ForAll String text,
      @ForAll @IntRange(max = 400) int focus,
      @ForAll @IntRange(min = 30, max = 120) int room) {
    int inside = Math.min(focus, text.length());
    LineWindow window = LineWindow.of(text, inside, room);
    assertThat(DisplayText.width(window.shown())).isLessThanOrEqualTo(room);
    assertThat(window.cell(inside)).isBetween(0, room);
  }
}
