package dev.pgreview.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations of 20 MB, in a process of its own with little memory. */
class LargeFilesTest {
  private static final int BYTES = 20 << 20;

  private final Path folder;

  LargeFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void deployed() throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("db/migration"));
    Files.writeString(
        migrations.resolve("V1__a.sql"), "CREATE TABLE t (id bigint PRIMARY KEY, name text);\n");
  }

  @Test
  void aDumpOfSmallStatementsIsOneStatementWithAllRows() throws Exception {
    Run run = review("", i -> "INSERT INTO t VALUES (" + i + ", 'name " + i + "');\n", "");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("1 changed migration, 1 statement")
        .contains("action_required: A migration plan is needed")
        .containsPattern("(b).*\\d{3},?\\d{3} rows");
  }

  @Test
  void ofStatementsThatAllDifferTheFirstAreReviewed() throws Exception {
    Run run =
        review("DROP TABLE t;\n", i -> "CREATE TABLE t" + i + " (id bigint PRIMARY KEY);\n", "");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("V2__large.sql:1:1: error: Dropping table t")
        .contains("V2__large.sql:20001:1: error: The script has more than 20,000 statements")
        .contains("failure: This change must not be deployed as it is");
  }

  @Test
  void suppressionsOfAllStatementsAreMatchedInLinearTimeAndMemory() throws Exception {
    Run run = review("", i -> "-- pgreview:ignore drop-table old\nDROP TABLE s.t" + i + ";\n", "");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("error: The script has more than 20,000 statements")
        .contains("failure: This change must not be deployed as it is");
  }

  @Test
  void anInsertOfManyRowsIsReviewedWhole() throws Exception {
    Run run =
        review("INSERT INTO t VALUES\n", i -> "(" + i + ", 'name " + i + "'),\n", "(0, '');\n");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("1 changed migration, 1 statement")
        .contains("action_required: A migration plan is needed");
  }

  @Test
  void garbageIsRefusedAfterItsFirstErrors() throws Exception {
    Random random = new Random(1);
    String letters = "abcdefgh ();,\n0123456789";
    Run run =
        review(
            "",
            _ ->
                random
                    .ints(1000, 0, letters.length())
                    .collect(
                        StringBuilder::new,
                        (text, at) -> text.append(letters.charAt(at)),
                        StringBuilder::append)
                    .toString(),
            "");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("syntax error at or near")
        .contains("There are more than 100 syntax errors before this");
  }

  @Test
  void oneGiantExpressionIsSaidToBeTooLarge() throws Exception {
    Run run = review("UPDATE t SET id = ", i -> "f" + i + "(id) * " + i + " + ", "1;\n");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("V2__large.sql:1:1: error: The statement is too large to be analysed")
        .contains("docs/rules/sql-too-large.md");
  }

  /** Reviews a file that is made of a head, as many parts as there is room for, and a tail. */
  private Run review(String head, IntFunction<String> part, String tail) throws Exception {
    try (Writer out = Files.newBufferedWriter(folder.resolve("db/migration/V2__large.sql"))) {
      out.write(head);
      int written = head.length();
      for (int i = 0; written < BYTES; i++) {
        String text = part.apply(i);
        out.write(text);
        written += text.length();
      }
      out.write(tail);
    }
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int code = process.waitFor();
    Run run = new Run(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    assertThat(run.err()).isEmpty();
    return run;
  }

  private List<String> command() {
    return List.of(
        Path.of(Objects.requireNonNull(System.getProperty("java.home")), "bin/java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmx512m",
        "-cp",
        Objects.requireNonNull(System.getProperty("java.class.path")),
        "dev.pgreview.cli.Main",
        "review",
        folder.toString(),
        "--since",
        "1",
        "--no-dry-run",
        "--color=never");
  }
}
