package dev.pgreview.schema.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.schema.Catalog;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * After any sequence of statements the replay knows what the server has. Each number of a sequence
 * makes a statement from what is known then; what the server refuses is left out.
 *
 * <p>Every run makes the same sequences. {@code -Dpgreview.oracle.salt=N} makes others, {@code
 * -Dpgreview.oracle.statements=N} longer ones, of up to N statements.
 */
class ReplayProperties {
  private static final int STATEMENTS = Integer.getInteger("pgreview.oracle.statements", 40);

  private static final long SALT = Long.getLong("pgreview.oracle.salt", 0);

  @Provide
  Arbitrary<List<Integer>> sequences() {
    return Arbitraries.integers().list().ofMinSize(1).ofMaxSize(STATEMENTS);
  }

  @Property(tries = 40, seed = "40", shrinking = ShrinkingMode.BOUNDED)
  void theReplayKnowsWhatTheNewestServerHas(@ForAll("sequences") List<Integer> sequence)
      throws SQLException {
    check(18, sequence);
  }

  @Property(tries = 40, seed = "40", shrinking = ShrinkingMode.BOUNDED)
  void theReplayKnowsWhatTheOldestServerHas(@ForAll("sequences") List<Integer> sequence)
      throws SQLException {
    check(14, sequence);
  }

  private static void check(int major, List<Integer> sequence) throws SQLException {
    List<String> accepted = new ArrayList<>();
    List<String> differences = run(major, sequence, false, accepted);
    if (!differences.isEmpty()) {
      accepted.clear();
      differences = run(major, sequence, true, accepted);
      assertThat(differences).as(String.join(";\n", accepted)).isEmpty();
    }
  }

  /** Differences at the end, or after the first statement that leaves some. */
  static List<String> run(
      int major, List<Integer> sequence, boolean afterEach, List<String> accepted)
      throws SQLException {
    try (Lockstep both = new Lockstep(major)) {
      both.run("CREATE SCHEMA s1");
      both.run("CREATE SCHEMA \"S 2\"");
      for (int number : sequence) {
        Catalog catalog = both.analysis().after();
        String sql =
            new RandomDdl(new Choices(new Random(number + (SALT << Integer.SIZE)), catalog))
                .statement();
        if (both.run(sql).isEmpty()) {
          accepted.add(sql);
          if (afterEach && !both.inTransaction()) {
            List<String> differences = both.differences();
            if (!differences.isEmpty()) {
              return differences;
            }
          }
        } else if (both.failed()) {
          both.run("ROLLBACK");
          accepted.add("ROLLBACK");
        }
      }
      if (both.inTransaction()) {
        both.run("COMMIT");
        accepted.add("COMMIT");
      }
      return both.differences();
    }
  }
}
