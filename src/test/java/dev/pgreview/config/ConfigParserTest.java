package dev.pgreview.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.config.ReviewConfig.Accept;
import dev.pgreview.config.ReviewConfig.Assumption;
import dev.pgreview.config.ReviewConfig.DryRun;
import dev.pgreview.config.ReviewConfig.FailOn;
import dev.pgreview.config.ReviewConfig.Migrations;
import dev.pgreview.config.ReviewConfig.Ownership;
import dev.pgreview.config.ReviewConfig.Plan;
import dev.pgreview.config.ReviewConfig.RuleSetting;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.report.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigParserTest {
  private static final List<String> RULES = List.of("prefer-text", "drop-column", "rename-table");
  private static final ConfigParser PARSER = new ConfigParser(RULES);

  /** The example of the machine interface, word by word. */
  static final String CONTRACT =
      """
      postgres: 16
      baseline: V41                     # deployed up to here; used by the command when no base is given
      migrations:                       # default: detect
        - path: src/main/resources/db/migration
          tool: flyway
          placeholders: {schema: app}
          transactional: true
      rules:
        prefer-text: off
        drop-column: {severity: warning, paths: ["db/legacy/**"]}
      fail_on: error                    # error | warning | notice | never
      plan:
        required: true
        paths: ["docs/migration-plans/*.md"]
        triggers: {b: {rows: 10000}, c: {writes_per_second: 1}, f: {seconds: 1}, d: off}
      assume: {rows: 1000000, writes_per_second: 10}
      stats: .pgreview/stats.json
      dry_run: {extensions: [postgis], timeout: 10m, fill_rows: 100000}
      queries: ["queries/*.sql"]
      ownership: {billing: {paths: ["billing/**"], tables: ["billing.*", "public.invoice*"]}}
      tenancy: {column: tenant_id}
      pii: {tag: "pii:"}
      naming: {tables: plural_snake_case, index: "{table}_{columns}_idx"}
      accept: {teams: [dba], users: []}
      """;

  static final ReviewConfig CONTRACT_CONFIG =
      new ReviewConfig(
          OptionalInt.of(16),
          Optional.of("V41"),
          List.of(
              new Migrations(
                  "src/main/resources/db/migration",
                  Optional.of(MigrationTool.FLYWAY),
                  Map.of("schema", "app"),
                  Optional.of(true))),
          Map.of(
              "prefer-text", new RuleSetting(true, Optional.empty(), List.of()),
              "drop-column",
                  new RuleSetting(false, Optional.of(Severity.WARNING), List.of("db/legacy/**"))),
          FailOn.ERROR,
          new Plan(true, List.of("docs/migration-plans/*.md"), 10_000, 1, 1, List.of("d")),
          new Assumption(1_000_000, 10),
          Optional.of(".pgreview/stats.json"),
          new DryRun(List.of("postgis"), Duration.ofMinutes(10), OptionalInt.of(100_000)),
          List.of("queries/*.sql"),
          Map.of(
              "billing",
              new Ownership(List.of("billing/**"), List.of("billing.*", "public.invoice*"))),
          Optional.of("tenant_id"),
          Optional.of("pii:"),
          Map.of("tables", "plural_snake_case", "index", "{table}_{columns}_idx"),
          new Accept(List.of("dba"), List.of()));

  @Test
  void readsTheWholeContract() {
    assertThat(PARSER.parse(CONTRACT)).isEqualTo(new ConfigResult.Valid(CONTRACT_CONFIG));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing yet\n",
        "---\n",
        "{}",
        "\uFEFF# after a byte order mark\n",
        "rules:\nplan:\nmigrations:\ndry_run:\n",
        "plan:\n  triggers:\n    b:\n"
      })
  void whatSaysNothingIsTheDefault(String text) {
    assertThat(PARSER.parse(text)).isEqualTo(new ConfigResult.Valid(ReviewConfig.DEFAULT));
  }

  @Test
  void readsEveryFormOfARuleSetting() {
    ReviewConfig config =
        config(
            """
            rules:
              prefer-text: notice
              drop-column: {off: true, paths: [a/**]}
              rename-table:
                severity: off
                paths:
                  - b/
            """);
    assertThat(config.rules())
        .containsEntry(
            "prefer-text", new RuleSetting(false, Optional.of(Severity.NOTICE), List.of()))
        .containsEntry("drop-column", new RuleSetting(true, Optional.empty(), List.of("a/**")))
        .containsEntry("rename-table", new RuleSetting(true, Optional.empty(), List.of("b/")));
  }

  @Test
  void triggersGoOffOneByOne() {
    Plan plan = config("plan: {triggers: {a: off, c: off, e: on, b: {rows: 5}}}").plan();
    assertThat(plan.switchedOff()).containsExactly("a", "c");
    assertThat(plan.backfillRows()).isEqualTo(5);
    assertThat(plan.lockSeconds()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"500ms,500", "90s,90000", "10m,600000", "2h,7200000"})
  void readsDurations(String written, long millis) {
    assertThat(config("dry_run: {timeout: " + written + "}").dryRun().timeout())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void keepsAVersionAsItIsWritten() {
    assertThat(config("baseline: 2024.10").baseline()).contains("2024.10");
    assertThat(config("baseline: 0010").baseline()).contains("0010");
  }

  @Test
  void anAnchorMayBeUsedAgain() {
    Map<String, RuleSetting> rules =
        config("rules: {prefer-text: &x {paths: [a]}, drop-column: *x}").rules();
    assertThat(rules.get("drop-column")).isEqualTo(rules.get("prefer-text"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '¬',
      textBlock =
          """
          postgress: 16                          | 1:1: there is no key `postgress`; the keys here are
          postgress: 16                          | did you mean `postgres`?
          rules: {prefer-txt: off}               | 1:9: there is no rule `prefer-txt`; `pgreview rules` lists them; did you mean `prefer-text`?
          rules: {drop-column: warn}             | 1:22: `rules.drop-column` must be error, warning, notice or off
          rules: {drop-column: false}            | must be error, warning, notice or off
          rules: {drop-column: {level: error}}   | 1:23: there is no key `rules.drop-column.level`; the keys here are off, severity, paths
          rules: [a]                             | 1:8: `rules` must be a mapping of names to values
          rules: {drop-column: {paths: "a/**"}}  | `rules.drop-column.paths` must be a list, for instance [a, b]
          postgres: 13                           | `postgres` must be a whole number from 14 to 18
          postgres: "16"                         | `postgres` must be a whole number from 14 to 18
          postgres: 99999999999999999999         | `postgres` must be a whole number from 14 to 18
          baseline:                              | `baseline` must be a text
          baseline: [V1]                         | 1:11: `baseline` must be a text
          fail_on: errors                        | did you mean `error`?
          plan: {required: yes}                  | `plan.required` must be true or false
          plan: {triggers: {g: off}}             | 1:19: there is no key `plan.triggers.g`
          plan: {triggers: {a: {rows: 1}}}       | `plan.triggers.a` has no threshold; write on or off
          plan: {triggers: {b: {row: 1}}}        | there is no key `plan.triggers.b.row`; the keys here are rows; did you mean `rows`?
          plan: {triggers: {b: {rows: many}}}    | `plan.triggers.b.rows` must be a whole number, 0 or more
          plan: {triggers: {b: {rows: -1}}}      | `plan.triggers.b.rows` must be a whole number, 0 or more
          plan: {triggers: {f: {seconds: .inf}}} | `plan.triggers.f.seconds` must be a number, 0 or more
          plan: {triggers: {d: never}}           | `plan.triggers.d` must be on or off
          dry_run: {timeout: 10}                 | must be a time above zero with its unit, for instance 90s, 10m or 1h
          dry_run: {timeout: 0s}                 | must be a time above zero
          migrations: [{tool: flyway}]           | 1:14: `migrations[0]` needs `path`
          migrations: [{path: a, tool: flywey}]  | `migrations[0].tool` must be flyway, liquibase
          migrations: [{path: a, tool: flywey}]  | did you mean `flyway`?
          migrations: db/migration               | `migrations` must be a list
          migrations: [db/migration]             | `migrations[0]` must be a mapping; its keys are path, tool
          naming: {index: "{tab}_idx"}           | `naming.index` knows no placeholder `{tab}`
          accept: {teams: [[a]]}                 | `accept.teams[0]` must be a text
          queries: [""]                          | `queries[0]` must not be empty
          just text                              | the configuration must be a mapping; its keys are postgres
          - a                                    | the configuration must be a mapping
          ? [a] : b                              | a key must be a plain text
          <<: {a: b}                             | there is no key `<<`
          fail_on: !!binary error                | `fail_on`
          """)
  void namesTheMistake(String text, String message) {
    assertThat(described(text)).anySatisfy(line -> assertThat(line).contains(message));
  }

  @Test
  void givesAllMistakesByPlace() {
    assertThat(
            described(
                """
                postgres: 12
                rules:
                  prefer-text: of
                  "ü🐘": off
                fail_on: error
                fail_on: never
                """))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("1:11: "),
            two -> assertThat(two).startsWith("3:16: ").endsWith("did you mean `off`?"),
            three -> assertThat(three).startsWith("4:3: there is no rule `ü🐘`"),
            four -> assertThat(four).startsWith("6:1: `fail_on` is written twice"));
  }

  @Test
  void columnsCountUtf16Units() {
    assertThat(described("{\"🐘\": 1, x: 2}"))
        .anySatisfy(line -> assertThat(line).startsWith("1:11: there is no key `x`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '¬',
      textBlock =
          """
          rules: {a: b        | 1:
          rules: 'abc         | 1:
          a: b: c             | 1:5: this is not YAML: mapping values are not allowed here
          a: *b               | this is not YAML: found undefined alias b
          %YAML 9.9\\n---\\na: 1  | this is not YAML
          rules:\\n\\tdrop-column: off | 2:1: this is not YAML: a tab stands where only spaces may; indent with spaces
          postgres: 16\\n---\\npostgres: 17 | 2:1: a second YAML document starts here
          rules: \\u0000      | 1:8: this is not YAML: the character U+0000 may not stand in it
          """)
  void saysWhyTextIsNoYaml(String text, String message) {
    String decoded = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\u0000", "\0");
    assertThat(described(decoded)).singleElement().asString().contains(message);
  }

  @Test
  void refusesWhatIsMadeToHurt() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'j'; c++) {
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(("*" + (char) (c - 1) + ",").repeat(10)).append("]\n");
    }
    assertThat(described(bomb.toString())).singleElement().asString().contains("aliases make");
    assertThat(described("rules: &r {drop-column: *r}"))
        .singleElement()
        .asString()
        .contains("or endless");
    assertThat(described("[".repeat(100_000))).singleElement().asString().contains("levels deep");
    assertThat(described("a:\n" + " ".repeat(900_000) + "b: 1")).isNotEmpty();
    assertThat(described("#" + "x".repeat(1_000_000)))
        .singleElement()
        .asString()
        .contains("too large");
    assertThat(described("x".repeat(500_000) + ": 1")).isNotEmpty();
  }

  @Property(tries = 300)
  void neverThrows(@ForAll("nearlyConfigs") String text) {
    assertThat(PARSER.parse(text)).isNotNull();
  }

  @Provide
  @SuppressWarnings("unused")
  net.jqwik.api.Arbitrary<String> nearlyConfigs() {
    return net.jqwik.api.Arbitraries.integers()
        .between(0, CONTRACT.length() - 1)
        .flatMap(
            at ->
                net.jqwik.api.Arbitraries.strings()
                    .withChars("{}[]:,&*!|>'\"%@`#- \n\t\0\u0085\uD83D")
                    .ofMaxLength(4)
                    .map(s -> CONTRACT.substring(0, at) + s + CONTRACT.substring(at)));
  }

  private static ReviewConfig config(String text) {
    return switch (PARSER.parse(text)) {
      case ConfigResult.Valid(ReviewConfig config) -> config;
      case ConfigResult.Invalid(List<ConfigProblem> problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private static List<String> described(String text) {
    return switch (PARSER.parse(text)) {
      case ConfigResult.Valid(ReviewConfig config) -> throw new AssertionError("valid: " + config);
      case ConfigResult.Invalid(List<ConfigProblem> problems) ->
          problems.stream().map(ConfigProblem::describe).toList();
    };
  }
}
