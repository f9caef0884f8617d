package dev.pgreview.lint.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lint.RuleDescription;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For every hazard of the catalogue its typical statement and the rule that speaks. */
class HazardsTest {
  private static final List<HazardCase> CASES = HazardCase.parse(resource("hazards.txt"));
  private static final String BASE = resource("hazards-base.sql");

  /** Sections 1, 2, 3, 5 and 6 of the catalogue but for what IndexText names as out of scope. */
  private static final Set<Integer> WITHOUT_CASE = Set.of(2, 69, 71, 74, 77, 121);

  private final PageReview review = PageReview.withoutServer();

  @Test
  void everyRowHasACase() {
    Set<Integer> rows = CASES.stream().map(HazardCase::row).collect(Collectors.toSet());
    Set<Integer> wanted = new TreeSet<>();
    for (int row = 1; row <= 139; row++) {
      if (row <= 78 || row >= 106) {
        wanted.add(row);
      }
    }
    wanted.removeAll(WITHOUT_CASE);
    assertThat(rows).containsAll(wanted);
  }

  @TestFactory
  Stream<DynamicTest> theRuleSpeaks() {
    Map<String, RuleDescription> rules =
        RulePages.rules().stream()
            .collect(Collectors.toMap(RuleDescription::id, Function.identity()));
    return CASES.stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.row() + " " + one.hazard() + " -> " + one.expected(),
                    () -> check(one, rules)));
  }

  private void check(HazardCase one, Map<String, RuleDescription> rules) {
    Report report = review.review(one, BASE);
    List<String> ids = report.findings().stream().map(Finding::rule).distinct().toList();
    if (one.silent()) {
      assertThat(ids).as("%s", report.findings()).isEmpty();
      return;
    }
    one.unwanted().forEach(id -> assertThat(ids).doesNotContain(id));
    for (String id : one.expected()) {
      assertThat(ids).contains(id);
      assertThat(Objects.requireNonNull(rules.get(id)).catalogue()).contains(one.hazard());
    }
  }

  private static String resource(String name) {
    try (InputStream in = HazardsTest.class.getResourceAsStream("/dev/pgreview/lint/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
