package dev.pgreview.schema.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.schema.Origin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What existed before the change, and which statement of it made the rest: as the object
 * identifiers of a real server tell it. Every script is cut in two, the first part deployed and the
 * second the change, at each of its comparisons.
 */
class OriginsTest {
  private static final int MAJOR = 17;

  /** What a server has, by the keys of server-facts.sql, in the middle of a transaction too. */
  private static final String KEYS =
      """
      SELECT 'c' || oid FROM pg_catalog.pg_class WHERE oid >= 16384
      UNION ALL SELECT 'a' || attrelid || '.' || attnum FROM pg_catalog.pg_attribute WHERE attrelid >= 16384
      UNION ALL SELECT 'k' || oid FROM pg_catalog.pg_constraint WHERE oid >= 16384
      UNION ALL SELECT 't' || oid FROM pg_catalog.pg_type WHERE oid >= 16384
      UNION ALL SELECT 'p' || oid FROM pg_catalog.pg_proc WHERE oid >= 16384
      UNION ALL SELECT 'g' || oid FROM pg_catalog.pg_trigger WHERE oid >= 16384
      UNION ALL SELECT 'n' || oid FROM pg_catalog.pg_namespace
      """;

  private record Cut(Script script, int at) {
    @Override
    public String toString() {
      return script + " cut after " + at + " statements";
    }
  }

  static Stream<Cut> cuts() {
    List<Cut> cuts = new ArrayList<>();
    for (Script script : Script.all()) {
      int statements = 0;
      for (Script.Step step : script.steps()) {
        switch (step) {
          case Script.Step.Run _ -> statements++;
          case Script.Step.Check() -> cuts.add(new Cut(script, statements));
        }
      }
    }
    return cuts.stream().filter(cut -> cut.script().runsOn(MAJOR));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void everyObjectIsOfTheStatementThatMadeIt(Cut cut) throws SQLException {
    Map<String, Integer> madeBy = new HashMap<>();
    List<String> statements = new ArrayList<>();
    try (Lockstep both = new Lockstep(MAJOR)) {
      note(both, -1, madeBy);
      for (Script.Step step : cut.script().steps()) {
        if (step instanceof Script.Step.Run(String sql, boolean refused)) {
          assertThat(both.run(sql).isPresent()).isEqualTo(refused);
          statements.add(sql);
          if (!both.failed()) {
            note(both, statements.size() - 1, madeBy);
          }
          if (statements.size() == cut.at()) {
            // The change begins in a new session.
            Assumptions.assumeTrue(
                both.column("SHOW search_path").equals(List.of("\"$user\", public")));
            both.deploy();
          }
        }
      }
      assertThat(differences(both, cut.at(), statements, madeBy)).isEmpty();
    }
  }

  private static void note(Lockstep both, int statement, Map<String, Integer> madeBy)
      throws SQLException {
    for (String key : both.column(KEYS)) {
      madeBy.putIfAbsent(key, statement);
    }
  }

  private static List<String> differences(
      Lockstep both, int cut, List<String> statements, Map<String, Integer> madeBy)
      throws SQLException {
    ChangeAnalysis analysis = both.analysis();
    Facts server = both.facts();
    List<String> differences = new ArrayList<>();
    CatalogOrigins.of(analysis.after())
        .forEach(
            (object, origin) -> {
              Optional<String> key = server.text(object, "key");
              int maker = key.map(madeBy::get).orElse(-1);
              String real = maker < cut ? "deployed" : statements.get(maker);
              String known = known(analysis, origin);
              if (key.isPresent()
                  && !assumed(analysis, object)
                  && !known.equals(real)
                  && !mayBeOlder(object, real)) {
                differences.add(object + " is of " + real + ", known as of " + known);
              }
            });
    return differences;
  }

  private static String known(ChangeAnalysis analysis, Origin origin) {
    return switch (origin) {
      case Origin.Base() -> "deployed";
      case Origin.Change change -> {
        AnalyzedStatement statement = analysis.statements().get(change.statement());
        assertThat(statement.transaction()).isEqualTo(change.transaction());
        yield statement.statement().sql();
      }
    };
  }

  /** A table that nothing made is taken for deployed. */
  private static boolean assumed(ChangeAnalysis analysis, String object) {
    return analysis.after().tables().stream()
        .anyMatch(table -> table.assumed() && object.contains(table.name().sql()));
  }

  /** PostgreSQL makes indexes and constraints anew when it changes a column's type. */
  private static boolean mayBeOlder(String object, String real) {
    return (object.startsWith("index ") || object.startsWith("constraint "))
        && real.contains(" TYPE ");
  }
}
