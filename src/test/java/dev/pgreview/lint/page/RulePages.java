package dev.pgreview.lint.page;

import dev.pgreview.lint.RuleDescription;
import dev.pgreview.lint.rule.BuiltInRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of the pages. */
final class RulePages {
  static final Path FOLDER = Path.of("docs/rules");

  /** Rules about files, tools and the dry run: SQL alone does not make them speak. */
  private static final Set<String> BEYOND_SQL =
      Set.of(
          "dry-run-error",
          "migration-not-reviewed",
          "misnamed-migration",
          "missing-down-migration",
          "non-linear-history",
          "observed-differs",
          "placeholder-left-in",
          "sql-too-large",
          "stated-query-breaks");

  private RulePages() {}

  static List<RuleDescription> rules() {
    return BuiltInRules.all().stream().map(rule -> rule.description()).toList();
  }

  /** Those whose pages have examples that run. */
  static List<RuleDescription> rulesWithExamples() {
    return rules().stream().filter(rule -> !BEYOND_SQL.contains(rule.id())).toList();
  }

  static List<RuleDescription> rulesBeyondSql() {
    return rules().stream().filter(rule -> BEYOND_SQL.contains(rule.id())).toList();
  }

  /** Ids of the rules that have a page, sorted. */
  static List<String> ids() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
          .map(name -> name.substring(0, name.length() - 3))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RulePage page(RuleDescription rule) {
    return RulePage.parse(rule.id(), read(Path.of(rule.docs())));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
