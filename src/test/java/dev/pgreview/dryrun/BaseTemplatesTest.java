package dev.pgreview.dryrun;

import static dev.pgreview.dryrun.DryRuns.effect;
import static dev.pgreview.dryrun.Requests.on;
import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;
import static dev.pgreview.migration.TransactionMode.WRAPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.review.DryRunResult;
import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The base is applied once. */
class BaseTemplatesTest {
  private TestInstallation installation;
  private ServerDryRunner runner;

  @BeforeEach
  void setUp() throws Exception {
    installation = TestInstallation.create().linkBinaries(16);
    runner = installation.runner();
  }

  @AfterEach
  void tearDown() throws Exception {
    runner.close();
    installation.close();
  }

  private static Requests base() {
    return on(16)
        .base("CREATE TABLE t (id serial PRIMARY KEY)", "INSERT INTO t DEFAULT VALUES")
        .base("CREATE INDEX t_again ON t (id)", "GRANT SELECT ON t TO reader");
  }

  private static final String CHECK =
      "DO $$ BEGIN ASSERT (SELECT count(*) = 1 FROM t);"
          + " ASSERT nextval('t_id_seq') = 2; END $$";

  @Test
  void theSecondRunTakesItFromTheCache() {
    DryRunResult first = runner.run(base().change(WRAPPED, CHECK).request());
    DryRunResult second = runner.run(base().change(WRAPPED, CHECK).request());

    assertThat(first.report().error()).isNull();
    assertThat(first.report().baseFromCache()).isFalse();
    assertThat(second.report().error()).isNull();
    assertThat(second.report().baseFromCache()).isTrue();
    assertThat(second.report().baseFiles()).isEqualTo(2);
    assertThat(second.report().notes())
        .isEqualTo(first.report().notes())
        .containsExactly("Roles that no migration makes were assumed: reader.");
    assertThat(effect(second, 0)).isEqualTo(effect(first, 0));
  }

  @Test
  void aBaseThatGrewIsExtended() throws IOException {
    runner.run(base().change(WRAPPED, CHECK).request());
    DryRunResult grown =
        runner.run(base().base("ALTER TABLE t ADD a int").change(WRAPPED, CHECK).request());

    assertThat(grown.report().error()).isNull();
    assertThat(grown.report().baseFromCache()).isFalse();
    assertThat(grown.report().baseFiles()).isEqualTo(3);
    assertThat(templates()).hasSize(2);
  }

  @Test
  void anotherTextModeOrSettingIsAnotherBase() {
    runner.run(base().change(WRAPPED, CHECK).request());

    for (Requests other :
        List.of(
            on(16).base("CREATE TABLE t (id int)").base("SELECT 1"),
            on(16)
                .base(
                    AUTOCOMMIT,
                    "CREATE TABLE t (id serial PRIMARY KEY)",
                    "INSERT INTO t DEFAULT VALUES")
                .base("CREATE INDEX t_again ON t (id)", "GRANT SELECT ON t TO reader"),
            base().extensions("dblink"))) {
      assertThat(runner.run(other.change(WRAPPED, "SELECT 1").request()).report().baseFromCache())
          .isFalse();
    }
  }

  @Test
  void aRunDoesNotChangeTheTemplate() {
    Requests requests = base().change(WRAPPED, CHECK, "DROP TABLE t");
    runner.run(requests.request());

    assertThat(runner.run(requests.request()).report().error()).isNull();
    assertThat(runner.run(requests.request()).report().error()).isNull();
  }

  @Test
  void aWarmServerHoldsTheBaseThatWasUsedLast() {
    Requests requests = base().change(WRAPPED, CHECK);
    runner.run(requests.request());
    for (int i = 0; i < 3; i++) {
      runner.prepare(new PostgresVersion(16));
      assertThat(runner.run(requests.request()).report().error()).isNull();
    }
    runner.prepare(new PostgresVersion(16));
    DryRunResult other = runner.run(on(16).change(WRAPPED, "CREATE TABLE t ()").request());

    assertThat(other.report().error()).isNull();
  }

  @Test
  void theLeastRecentlyUsedGoes() throws Exception {
    BaseTemplates small = new BaseTemplates(installation.data().resolve("templates"), 100L << 20);
    try (EmbeddedServer server = installation.postgres().start(new PostgresVersion(16))) {
      for (String key : List.of("a", "b", "c", "d", "e", "f")) {
        small.save(server, "16.15.0", key.repeat(32), List.of());
        for (Path template : templates()) {
          Path notes = template.resolve("notes");
          long hourBefore = Files.getLastModifiedTime(notes).toMillis() - 3_600_000;
          Files.setLastModifiedTime(notes, FileTime.fromMillis(hourBefore));
        }
      }
    }

    assertThat(templates())
        .extracting(path -> path.getFileName().toString().charAt("16.15.0-base-".length()))
        .contains('d', 'e', 'f')
        .doesNotContain('a', 'b');
  }

  private List<Path> templates() throws IOException {
    try (Stream<Path> all = Files.list(installation.data().resolve("templates"))) {
      return all.filter(path -> path.getFileName().toString().contains("-base-")).sorted().toList();
    }
  }
}
