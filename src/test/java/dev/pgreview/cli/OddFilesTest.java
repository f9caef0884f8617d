package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no ordinary text, and names that are no ordinary names. */
class OddFilesTest {
  private static final String UNREADABLE = "error: The file is binary or not UTF-8: byte ";

  private final Path folder;

  OddFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void deployed() throws IOException {
    write("db/migration/V1__a.sql", "CREATE TABLE t (id bigint PRIMARY KEY);\n");
  }

  @Test
  void aFileOfWhichNothingCanBeReadBlocks() throws IOException {
    for (byte[] content :
        new byte[][] {{0, 1, 2, 3}, "SELECT '\u0000';".getBytes(StandardCharsets.UTF_8)}) {
      Files.write(folder.resolve("db/migration/V2__b.sql"), content);
      CommandRun run = review();
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out())
          .contains("db/migration/V2__b.sql:1:1: " + UNREADABLE)
          .contains("Save it as plain UTF-8 text.")
          .doesNotContain("has no SQL");
    }
  }

  @Test
  void anEmptyFileIsSaidToBeEmpty() throws IOException {
    write("db/migration/V2__b.sql", "");
    CommandRun run = review();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("db/migration/V2__b.sql:1:1: warning: The file has no SQL: there is nothing");
  }

  @Test
  void whatIsReadableOfAFileIsReviewed() throws IOException {
    byte[] latin1 = "-- gr\u00fcn\nDROP TABLE t;\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("db/migration/V2__b.sql"), latin1);
    assertThat(review().out())
        .contains("warning: The file is not UTF-8: line 1 has bytes that are no character")
        .contains("db/migration/V2__b.sql:2:1: error: Dropping table t");

    write("db/migration/V2__b.sql", "\uFEFFDROP TABLE t;\r\nSELECT 'open");
    assertThat(review().out())
        .contains("db/migration/V2__b.sql:1:1: error: Dropping table t")
        .contains("db/migration/V2__b.sql:2:8: error: a string is opened here and never closed");

    write(
        "db/migration/V2__b.sql",
        "DROP TABLE t;\nSELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + ";");
    assertThat(review().out()).contains("2 statements").contains("error: Dropping table t");
  }

  @Test
  void aVeryLargeFileBlocksAndIsNotRead() throws IOException {
    try (RandomAccessFile huge =
        new RandomAccessFile(folder.resolve("db/migration/V2__b.sql").toFile(), "rw")) {
      huge.setLength(40 << 20);
    }
    CommandRun run = review();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("error: The file has 40.0 MB; files over 32 MB are not reviewed.")
        .contains("Split a large file");
  }

  @Test
  void linksAreNotFollowedAndNotPassedOver() throws IOException {
    Path outside = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-outside"));
    Files.writeString(outside.resolve("V9__secret.sql"), "DROP TABLE secret;\n");
    Path migrations = folder.resolve("db/migration");
    Files.createSymbolicLink(migrations.resolve("V2__file.sql"), outside.resolve("V9__secret.sql"));
    Files.createSymbolicLink(migrations.resolve("V3__inside.sql"), Path.of("V1__a.sql"));
    Files.createSymbolicLink(migrations.resolve("V4__nowhere.sql"), Path.of("no-such-file"));
    Files.createSymbolicLink(migrations.resolve("more"), outside);
    Files.createSymbolicLink(migrations.resolve("loop"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("elsewhere"), outside);

    CommandRun run = review();

    assertThat(run.code()).isEqualTo(1);
    String link = "1:1: error: This is a symbolic link";
    assertThat(run.out())
        .contains("V2__file.sql:" + link)
        .contains("V3__inside.sql:" + link)
        .contains("V4__nowhere.sql:" + link)
        .contains("db/migration/more:" + link + " to a folder")
        .contains("db/migration/loop:" + link + " to a folder")
        .doesNotContain("elsewhere")
        .doesNotContain("secret");
    Files.delete(outside.resolve("V9__secret.sql"));
    Files.delete(outside);
  }

  @Test
  void aFolderWithTheNameOfAMigrationIsNone() throws IOException {
    Files.createDirectory(folder.resolve("db/migration/V2__folder.sql"));
    CommandRun run = review();
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("0 changed migrations");
    CommandRun itself = CommandRun.in(folder, "review", "db/migration/V2__folder.sql");
    assertThat(itself.code()).isZero();
  }

  @Test
  void namesCannotWriteToTheTerminal() throws IOException {
    String name = "V2__a\nb c'\"$(id)\u001b[31m\u009b2J\u202etäble.sql";
    write("db/migration/" + name, "DROP TABLE \"t\u001b]0;x\u0007\";\n");
    for (String format : new String[] {"console", "markdown", "junit", "html"}) {
      CommandRun run =
          CommandRun.setup(folder)
              .onTerminal()
              .run(
                  "review",
                  ".",
                  "--since",
                  "1",
                  "--no-dry-run",
                  "--color=never",
                  "--format",
                  format);
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.out())
          .as(format)
          .contains("täble")
          .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202e]");
      assertThat(run.out().lines()).as(format).noneMatch(line -> line.startsWith("b c'"));
    }
    CommandRun commands =
        CommandRun.in(folder, "review", ".", "--since", "1", "--no-dry-run", "--format", "github");
    assertThat(commands.out().lines()).allMatch(line -> line.startsWith("::"));
  }

  @Test
  void aConfiguredFolderThatIsMissingIsNamed() throws IOException {
    write(".pgreview.yml", "migrations:\n  - path: db/migrationz\n");
    CommandRun run = CommandRun.in(folder, "review", ".", "--base", "none", "--no-dry-run");
    assertThat(run.out())
        .contains(
            ".pgreview.yml:1:1: warning: `migrations` names db/migrationz, where there is no file:");
  }

  private CommandRun review() {
    CommandRun run = CommandRun.in(folder, "review", ".", "--since", "1", "--no-dry-run");
    assertThat(run.err()).isEmpty();
    return run;
  }

  private void write(String path, String content) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, content);
  }
}
