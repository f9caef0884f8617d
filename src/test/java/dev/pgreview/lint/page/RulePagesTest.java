package dev.pgreview.lint.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lint.Rule;
import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import dev.pgreview.report.Finding;
import dev.pgreview.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule has a page, and every page tells the truth. {@code -Dgolden.update=true} writes the
 * parts of the pages that are derived from the code: look at the difference before you commit it.
 * The locks in them are {@link RulePagesOnServersTest}'s.
 */
class RulePagesTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private final PageReview review = PageReview.withoutServer();

  @Test
  void everyRuleHasAPageAndEveryPageARule() {
    List<String> ids = BuiltInRules.all().stream().map(Rule::id).toList();
    assertThat(ids).hasSizeGreaterThanOrEqualTo(60).isSorted().doesNotHaveDuplicates();
    assertThat(RulePages.ids()).isEqualTo(ids);
  }

  @Test
  void theIndexIsUpToDate() {
    Path file = RulePages.FOLDER.resolve("README.md");
    String index = new IndexText().of(RulePages.rules());
    if (UPDATE) {
      RulePages.write(file, index);
    }
    assertThat(RulePages.read(file)).isEqualTo(index);
  }

  @TestFactory
  Stream<DynamicTest> pagesAreUpToDate() {
    return RulePages.rules().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.id(),
                    () -> {
                      RulePage page = RulePages.page(rule);
                      String expected = PageText.of(rule, page, page.section("Locks"));
                      if (UPDATE) {
                        RulePages.write(Path.of(rule.docs()), expected);
                      } else {
                        assertThat(page.text()).isEqualTo(expected);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> unsafeExamplesGiveExactlyTheFinding() {
    return RulePages.rulesWithExamples().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> checkUnsafe(rule)));
  }

  @TestFactory
  Stream<DynamicTest> saferExamplesGiveNoFinding() {
    return RulePages.rulesWithExamples().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.id(), () -> checkSafer(rule)));
  }

  @Test
  void pagesOfRulesBeyondSqlTellAnExample() {
    assertThat(RulePages.rulesBeyondSql())
        .hasSize(9)
        .allSatisfy(
            rule -> assertThat(RulePages.page(rule).section("Example")).hasSizeGreaterThan(50));
  }

  private void checkUnsafe(RuleDescription rule) {
    RulePage page = RulePages.page(rule);
    assertThat(page.unsafe()).as("unsafe examples").isNotEmpty();
    for (Example example : page.unsafe()) {
      Set<String> expected = new TreeSet<>(example.also());
      expected.add(rule.id());
      List<Integer> majors = majors(rule, example);
      assertThat(majors).as("majors of %s", example.name()).isNotEmpty();
      for (int major : majors) {
        Report report = review.review(rule, page, example, major);
        assertThat(ids(report))
            .as("%s on PostgreSQL %d: %s", example.name(), major, messages(report))
            .isEqualTo(expected);
      }
    }
  }

  private void checkSafer(RuleDescription rule) {
    RulePage page = RulePages.page(rule);
    assertThat(page.safer()).as("safer examples").isNotEmpty();
    for (Example example : page.safer()) {
      List<Integer> majors = majors(rule, example);
      assertThat(majors).as("majors of %s", example.name()).isNotEmpty();
      for (int major : majors) {
        Report report = review.review(rule, page, example, major);
        assertThat(report.statements()).as("statements of %s", example.name()).isNotEmpty();
        assertThat(ids(report))
            .as("%s on PostgreSQL %d: %s", example.name(), major, messages(report))
            .isEmpty();
      }
    }
  }

  private static List<Integer> majors(RuleDescription rule, Example example) {
    return TestPostgres.majors().filter(major -> example.runsOn(rule, major)).toList();
  }

  private static Set<String> ids(Report report) {
    return report.findings().stream()
        .filter(finding -> finding.suppressed() == null)
        .map(Finding::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> messages(Report report) {
    return report.findings().stream()
        .map(finding -> finding.rule() + ": " + finding.message())
        .toList();
  }
}
