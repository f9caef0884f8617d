package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class Utf8OffsetsProperties {

  @Property
  void translatesEveryCharactersOffsetBothWays(@ForAll("texts") String text) {
    Utf8Offsets offsets = Utf8Offsets.of(text, text.getBytes(StandardCharsets.UTF_8).length);

    for (int utf16 = 0; utf16 <= text.length(); utf16 = next(text, utf16)) {
      int utf8 = text.substring(0, utf16).getBytes(StandardCharsets.UTF_8).length;
      assertThat(offsets.toUtf8(utf16)).isEqualTo(utf8);
      assertThat(offsets.toUtf16(utf8)).isEqualTo(utf16);
    }
  }

  @Property
  void anOffsetWithinACharacterIsItsStart(@ForAll("texts") String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Utf8Offsets offsets = Utf8Offsets.of(text, bytes.length);

    for (int utf8 = 0; utf8 < bytes.length; utf8++) {
      int start = utf8;
      while ((bytes[start] & 0xc0) == 0x80) {
        start--;
      }
      assertThat(offsets.toUtf16(utf8)).isEqualTo(offsets.toUtf16(start));
    }
  }

  @Example
  void refusesOffsetsOutside() {
    Utf8Offsets offsets = Utf8Offsets.of("ü", 2);

    assertThatThrownBy(() -> offsets.toUtf16(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> offsets.toUtf8(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "xyz", "ü", "語", "😀", "\u0080", "\uFFFF", " ")
        .list()
        .ofMaxSize(150)
        .map(parts -> String.join("", parts));
  }

  private static int next(String text, int utf16) {
    return utf16 == text.length() ? utf16 + 1 : text.offsetByCodePoints(utf16, 1);
  }
}
