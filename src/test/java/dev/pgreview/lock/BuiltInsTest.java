package dev.pgreview.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.schema.QualifiedName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The generated facts. {@code -Dpgreview.generate=true} writes them anew from the servers. */
class BuiltInsTest {
  private static final Path RESOURCE = Path.of("src/main/resources/dev/pgreview/lock/builtins.txt");

  private static final String TYPES =
      "SELECT typname FROM pg_type t WHERE typnamespace = 'pg_catalog'::regnamespace"
          + " AND typtype IN ('b', 'r', 'm') AND typelem = 0 OR typname IN ('name', 'point', 'box',"
          + " 'lseg', 'line', 'int2vector', 'oidvector')";

  private static final String CASTS =
      "SELECT s.typname || ' ' || t.typname FROM pg_cast"
          + " JOIN pg_type s ON s.oid = castsource JOIN pg_type t ON t.oid = casttarget"
          + " WHERE castmethod = 'b'";

  /** Pairs of binary-coercible types for which a btree index has one operator class. */
  private static final String SAME_CLASS =
      "WITH class AS (SELECT t.oid, t.typname, coalesce("
          + "(SELECT o.oid FROM pg_opclass o JOIN pg_am a ON a.oid = opcmethod WHERE amname = 'btree'"
          + " AND opcdefault AND opcintype = t.oid),"
          + "(SELECT min(o.oid) FROM pg_opclass o JOIN pg_am a ON a.oid = opcmethod"
          + " JOIN pg_cast c ON c.casttarget = o.opcintype AND c.castsource = t.oid"
          + " AND c.castmethod = 'b' AND c.castcontext = 'i' WHERE amname = 'btree' AND opcdefault"
          + " AND t.typname IN ('varchar', 'cidr'))) AS opclass FROM pg_type t)"
          + " SELECT s.typname || ' ' || t.typname FROM pg_cast JOIN class s ON s.oid = castsource"
          + " JOIN class t ON t.oid = casttarget WHERE castmethod = 'b' AND s.opclass = t.opclass";

  private static final String VOLATILE =
      "SELECT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
          + " GROUP BY proname HAVING bool_and(provolatile = 'v')";

  private static final String STEADY =
      "SELECT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace"
          + " GROUP BY proname HAVING NOT bool_and(provolatile = 'v')";

  @Test
  void theFactsAreWhatTheServersSay() throws Exception {
    List<String> lines = new ArrayList<>();
    section(lines, "types", TYPES);
    section(lines, "casts", CASTS);
    section(lines, "same-class", SAME_CLASS);
    section(lines, "volatile", VOLATILE);
    section(lines, "steady", STEADY);
    if (Boolean.getBoolean("pgreview.generate")) {
      Files.write(RESOURCE, lines);
    }
    assertThat(Files.readAllLines(RESOURCE)).containsExactlyElementsOf(lines);
  }

  /** No function may be volatile in one major and not in another: then the list needs versions. */
  @Test
  void noFunctionChangedItsVolatility() throws Exception {
    NavigableSet<String> both = union(VOLATILE);
    both.retainAll(union(STEADY));
    assertThat(both).containsExactlyInAnyOrder();
  }

  private static void section(List<String> lines, String name, String sql) throws SQLException {
    lines.add("[" + name + "]");
    lines.addAll(union(sql));
  }

  private static NavigableSet<String> union(String sql) throws SQLException {
    NavigableSet<String> all = new TreeSet<>();
    for (int major : TestPostgres.majors().toList()) {
      try (TestDatabase database = TestPostgres.major(major).freshDatabase()) {
        database.column(sql).stream().map(String::valueOf).forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void volatilityIsKnownOfTheCommonDefaults() {
    assertThat(volatility("gen_random_uuid")).isEqualTo(BuiltIns.Known.VOLATILE);
    assertThat(volatility("random")).isEqualTo(BuiltIns.Known.VOLATILE);
    assertThat(volatility("nextval")).isEqualTo(BuiltIns.Known.VOLATILE);
    assertThat(volatility("clock_timestamp")).isEqualTo(BuiltIns.Known.VOLATILE);
    assertThat(volatility("now")).isEqualTo(BuiltIns.Known.STEADY);
    assertThat(volatility("current_timestamp")).isEqualTo(BuiltIns.Known.STEADY);
    assertThat(volatility("my_own")).isEqualTo(BuiltIns.Known.UNKNOWN);
  }

  private static BuiltIns.Known volatility(String function) {
    return BuiltIns.volatility(QualifiedName.of(function));
  }
}
