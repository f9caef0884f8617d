package dev.pgreview.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {
  @ParameterizedTest
  @CsvSource({
    "*.md, a.md, true",
    "*.md, d/a.md, false",
    "d/*.md, d/a.md, true",
    "d/*.md, d/e/a.md, false",
    "d/**, d/e/a.md, true",
    "d/**, d, false",
    "d/, d/e/a.md, true",
    "d/, x/d/e, false",
    "**/a.md, a.md, true",
    "**/a.md, d/e/a.md, true",
    "**/a.md, d/ea.md, false",
    "d/**/a.md, d/a.md, true",
    "d/**/a.md, d/e/f/a.md, true",
    "d/**/a.md, da.md, false",
    "d**.md, d/e/x.md, true",
    "V?.sql, V1.sql, true",
    "V?.sql, V10.sql, false",
    "V?.sql, V/.sql, false",
    "./a.md, a.md, true",
    "a.b, axb, false",
    "a+(b)[c]{d}, a+(b)[c]{d}, true",
    "*, '', true",
    "ü*, üz, true",
    "**/**/x, x, true",
    "**/*.sql, /a.sql, true"
  })
  void matches(String glob, String path, boolean expected) {
    assertThat(PathGlob.of(glob).matches(path)).isEqualTo(expected);
  }

  @Test
  void aHostilePatternCostsNoMoreThanItsLength() {
    PathGlob glob = PathGlob.of("**/*a".repeat(200) + "b");
    assertThat(glob.matches("a/".repeat(2_000))).isFalse();
  }
}
