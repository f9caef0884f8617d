package dev.pgreview.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.TableStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsParserTest {
  private static final ReviewConfig.Assumption ASSUMPTION =
      new ReviewConfig.Assumption(1_000_000, 10);

  @Test
  void readsTheFormOfTheMachineInterface() {
    assertThat(
            parse(
                """
                {"public.orders":{"rows":12000000,"bytes":4800000000,"writes_per_second":140},
                 "\\"App\\".\\"My.Table\\"": {"rows": 0},
                 "public.\\"a\\"\\"b\\"": {"writes_per_second": 0.5},
                 "plain": {"rows": 1.2e3}}
                """))
        .isEqualTo(
            new StatsResult.Valid(
                Map.of(
                    RelationName.of("public", "orders"),
                    new TableStatistics(12_000_000, 4_800_000_000L, 140, false),
                    RelationName.of("App", "My.Table"),
                    new TableStatistics(0, 0, 10, false),
                    RelationName.of("public", "a\"b"),
                    new TableStatistics(1_000_000, 0, 0.5, true),
                    RelationName.of("public", "plain"),
                    new TableStatistics(1200, 0, 10, false))));
  }

  @Test
  void anEmptyObjectIsNoTables() {
    assertThat(parse("{}")).isEqualTo(new StatsResult.Valid(Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '¬',
      textBlock =
          """
          []                                    | 1:1: a stats file is a JSON object of tables
          {"public.orders": 12}                 | 1:19: `public.orders` must be an object like {"rows": 12000000}
          {"public.orders": [{"a":1}], "x":{"rows":1}} | `public.orders` must be an object
          {"public.orders": {"row": 12}}        | 1:20: there is no key `row`; the keys here are rows, bytes, writes_per_second; did you mean `rows`?
          {"public.orders": {"rows": "12"}}     | 1:28: `rows` of public.orders must be a number, 0 or more
          {"public.orders": {"rows": -1}}       | `rows` of public.orders must be a number, 0 or more
          {"public.orders": {"rows": 1e300}}    | must be a number
          {"public.Orders": {"rows": 1}}        | 1:2: `public.Orders` is no table name; write schema.table, with quotes
          {"a.b.c": {"rows": 1}}                | `a.b.c` is no table name
          {"": {"rows": 1}}                     | `` is no table name
          {"orders": {}, "public.orders": {}}   | `public.orders` is the same table as one before
          {"orders": {}, "orders": {}}          | this is not JSON: Duplicate
          {"orders": {}} x                      | 1:16: this is not JSON
          {"orders": {}} {}                     | 1:16: something follows the JSON object
          {"orders":                            | this is not JSON
          """)
  void namesTheMistake(String text, String message) {
    assertThat(described(text)).anySatisfy(line -> assertThat(line).contains(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\0", "{\"a\":{\"rows\":1", "nul", "{\"a\"}"})
  void brokenTextIsAProblem(String text) {
    assertThat(described(text)).isNotEmpty();
  }

  @Test
  void deepNestingIsAProblem() {
    assertThat(described("{\"a\":" + "[".repeat(100_000))).isNotEmpty();
  }

  private static StatsResult parse(String text) {
    return StatsParser.parse(text, ASSUMPTION);
  }

  private static List<String> described(String text) {
    return switch (parse(text)) {
      case StatsResult.Valid valid -> throw new AssertionError("valid: " + valid);
      case StatsResult.Invalid(List<ConfigProblem> problems) ->
          problems.stream().map(ConfigProblem::describe).toList();
    };
  }
}
