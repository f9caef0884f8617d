package dev.pgreview.detect.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionNumberTest {
  @Test
  void comparesPartByPart() {
    List<String> ascending =
        List.of("0", "1", "1.0.1", "1_2", "1.10", "2", "20240101000000000000000", "x");
    assertThat(ascending.reversed().stream().sorted(VersionNumber.order())).isEqualTo(ascending);
    assertThat(VersionNumber.parse("1.0")).isEqualTo(VersionNumber.parse("001"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.", ".1", "1..2", "1_", "a", "1.a", "-1", "1 "})
  void isNoVersion(String text) {
    assertThat(VersionNumber.parse(text)).isEmpty();
  }

  @Property
  void orderIsTotal(
      @ForAll @StringLength(max = 6) @CharRange(from = '.', to = '3') String a,
      @ForAll @StringLength(max = 6) @CharRange(from = '.', to = '3') String b) {
    assertThat(Integer.signum(VersionNumber.order().compare(a, b)))
        .isEqualTo(-Integer.signum(VersionNumber.order().compare(b, a)));
  }
}
