package dev.pgreview.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedPostgresTest {
  @ParameterizedTest
  @MethodSource("dev.pgreview.dryrun.testing.TestPostgres#majors")
  void givesEachTestADatabaseOfItsOwn(int major) throws Exception {
    try (TestDatabase one = TestPostgres.major(major).freshDatabase();
        TestDatabase two = TestPostgres.major(major).freshDatabase()) {
      one.execute("CREATE TABLE t (a int)");

      assertThat(one.column("SHOW server_version")).first().asString().startsWith(major + ".");
      assertThat(two.column("SELECT relname FROM pg_class WHERE relname = 't'")).isEmpty();
    }
  }
}
