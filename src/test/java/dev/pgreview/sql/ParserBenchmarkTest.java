package dev.pgreview.sql;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** The benchmarks are run by hand, and so would break unnoticed. */
class ParserBenchmarkTest {
  @Test
  void knowsHowManyStatementsItMeasures() {
    assertThatCode(() -> new ParserBenchmark().prepare()).doesNotThrowAnyException();
  }
}
