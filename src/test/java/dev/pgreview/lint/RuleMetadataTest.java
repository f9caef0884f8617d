package dev.pgreview.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.pgreview.lint.rule.BuiltInRules;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RuleMetadataTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("dev.pgreview.lint.rule");
  private static final List<RuleDescription> RULES =
      BuiltInRules.all().stream().map(Rule::description).toList();

  @Test
  void everyRuleClassIsRegisteredInOrder() {
    List<String> classes =
        CLASSES.stream()
            .filter(type -> type.isAssignableTo(Rule.class))
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .map(JavaClass::getSimpleName)
            .map(Rule::idOf)
            .sorted()
            .toList();

    assertThat(classes).hasSizeGreaterThanOrEqualTo(100);
    assertThat(RULES).extracting(RuleDescription::id).isEqualTo(classes);
  }

  @Test
  void rulesKeepNoState() {
    assertThat(
            CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> !field.getModifiers().contains(JavaModifier.FINAL))
                .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
                .map(field -> field.getFullName()))
        .isEmpty();
  }

  @Test
  void rulesDoNotKnowOneAnother() {
    assertThat(
            CLASSES.stream()
                .filter(type -> type.isAssignableTo(Rule.class))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().isAssignableTo(Rule.class))
                .filter(use -> use.getTargetClass().getPackageName().endsWith(".rule"))
                .filter(use -> !use.getOriginClass().equals(use.getTargetClass()))
                .map(use -> use.getDescription()))
        .isEmpty();
  }

  @Test
  void whatIsSaidIsWellFormed() {
    for (RuleDescription rule : RULES) {
      assertThat(rule.summary())
          .as(rule.id())
          .isNotBlank()
          .doesNotEndWith(".")
          .hasSizeLessThan(110);
      assertThat(rule.why()).as(rule.id()).endsWith(".");
      assertThat(rule.fix()).as(rule.id()).endsWith(".");
      assertThat(rule.catalogue()).as(rule.id()).isNotEmpty().doesNotHaveDuplicates();
      assertThat(rule.equivalents().values()).as(rule.id()).noneMatch(List::isEmpty);
      assertThat(rule.postgres()).as(rule.id()).matches("1[4-8]\\.\\.1[4-8]");
    }
  }

  @Test
  void whatIsSubsumedExists() {
    TreeSet<String> ids = new TreeSet<>(RULES.stream().map(RuleDescription::id).toList());
    for (Rule rule : BuiltInRules.all()) {
      assertThat(ids).as(rule.id()).containsAll(rule.subsumed());
      assertThat(rule.subsumed()).as(rule.id()).doesNotContain(rule.id());
    }
  }

  @Test
  void equivalentsAreReadByTool() {
    RuleDescription rule =
        RULES.stream()
            .filter(one -> one.id().equals("set-not-null-scan"))
            .findFirst()
            .orElseThrow();

    assertThat(rule.equivalents())
        .containsEntry("squawk", List.of("adding-not-nullable-field"))
        .containsEntry("eugene", List.of("E2"))
        .containsEntry(
            "strong_migrations",
            List.of("change_column_null_postgresql", "change_column_with_not_null"));
    assertThat(Map.copyOf(rule.equivalents())).hasSizeGreaterThan(5);
  }

  @Test
  void idsAreClassNamesInKebabCase() {
    assertThat(Rule.idOf("TransactionTimeoutPg17")).isEqualTo("transaction-timeout-pg17");
    assertThat(Rule.idOf("AddColumnInlinePk")).isEqualTo("add-column-inline-pk");
  }
}
