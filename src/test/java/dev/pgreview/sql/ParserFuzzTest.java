package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A short run of {@link ParserFuzz}. */
class ParserFuzzTest {

  @Test
  void nothingButSyntaxErrorsComesOfMutatedStatements() {
    ParserFuzz fuzz = new ParserFuzz(20_260_101);

    fuzz.run(2_000);

    assertThat(fuzz.accepted()).isGreaterThan(100);
    assertThat(fuzz.mostMemory()).isLessThan(32L << 20);
  }
}
