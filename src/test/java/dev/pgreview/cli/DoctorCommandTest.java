package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code pgreview doctor} as its user calls it. */
class DoctorCommandTest {
  private final Path folder;

  DoctorCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void hereReviewsWork() throws IOException {
    write("db/migration/V1__a.sql", "CREATE TABLE t (id bigint PRIMARY KEY);\n");
    write("db/migration/V2__b.sql", "ALTER TABLE t ADD COLUMN a text;\n");
    write(".pgreview.yml", "postgres: 15\nbaseline: 1\n");
    CommandRun run = CommandRun.in(folder, "doctor");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("✓ Java        " + Runtime.version())
        .containsPattern("\n✓ Parser      read a statement in \\d+ ms\n")
        .containsPattern("\n✓ Data folder .+, \\d+ GB free\n")
        .containsPattern("\n[✓!] PostgreSQL  .*15.* on this machine\n")
        .containsPattern("\n✓ Dry run     embedded PostgreSQL 15\\.\\d+ applied a migration in ")
        .contains("\n✓ This folder flyway 1 changed and 1 deployed. Everything up to version 1 ")
        .contains("\n– GitHub      no credentials in the environment\n")
        .endsWith("\nReviews work here.\n");
  }

  @Test
  void withoutADryRunReviewsWorkOnPredictions() {
    CommandRun run = CommandRun.setup(folder).environment("PGREVIEW_DRY_RUN", "off").run("doctor");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("– Dry run     none: PGREVIEW_DRY_RUN is off\n");
  }

  @Test
  void whatStopsReviewsIsExitCodeTwo() throws IOException {
    CommandRun unknown =
        CommandRun.setup(folder).environment("PGREVIEW_DRY_RUN", "sometimes").run("doctor");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.out()).contains("✗ Dry run     PGREVIEW_DRY_RUN is `sometimes`");
    assertThat(unknown.err()).startsWith("pgreview: reviews do not work here");

    CommandRun noFolder =
        CommandRun.setup(folder)
            .environment("PGREVIEW_DRY_RUN", "off")
            .environment("PGREVIEW_DATA_DIR", "/proc/pgreview-data")
            .run("doctor");
    assertThat(noFolder.code()).isEqualTo(2);
    assertThat(noFolder.out()).contains("✗ Data folder ").contains("set PGREVIEW_DATA_DIR to");

    write(".pgreview.yml", "postgers: 16\n");
    CommandRun config =
        CommandRun.setup(folder).environment("PGREVIEW_DRY_RUN", "off").run("doctor");
    assertThat(config.code()).isEqualTo(2);
    assertThat(config.out())
        .contains("✗ This folder cannot be reviewed: ")
        .contains(".pgreview.yml:1:1")
        .contains("did you mean `postgres`?");
  }

  @Test
  void brokenCredentialsDoNotStopReviewsAndAreNotShown() {
    CommandRun run =
        CommandRun.setup(folder)
            .environment("PGREVIEW_DRY_RUN", "off")
            .environment("PGREVIEW_GITHUB_PRIVATE_KEY", "-----BEGIN PRIVATE KEY-----abcd1234")
            .environment("PGREVIEW_GITHUB_WEBHOOK_SECRET", "hush")
            .run("doctor", "--verbose");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("! GitHub      PGREVIEW_GITHUB_PRIVATE_KEY, PGREVIEW_GITHUB_WEBHOOK_SECRET are")
        .contains("set PGREVIEW_GITHUB_APP_ID too, or none of them")
        .doesNotContain("abcd1234", "hush");
    assertThat(CommandRun.in(folder, "doctor", "now").code()).isEqualTo(2);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
