package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.render.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pgreview review} as its user calls it, on folders outside git. */
class ReviewCommandTest {
  private final Path folder;

  ReviewCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"console", "json", "markdown", "sarif", "html", "junit", "gitlab", "github"})
  void everyFormatIsWritten(String format) throws IOException {
    riskyChange();
    CommandRun run = review("--format", format);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("create-index-blocking");
  }

  @Test
  void severalFormatsGoToTheirFiles() throws IOException {
    riskyChange();
    Path json = folder.resolve("report.json");
    Path sarif = folder.resolve("report.sarif");
    CommandRun run =
        review(
            "--format",
            "json",
            "--output",
            json.toString(),
            "--format",
            "sarif",
            "--output",
            sarif.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(Schemas.problemsOfReport(Files.readString(json))).isEmpty();
    assertThat(Files.readString(sarif)).contains("\"2.1.0\"");
  }

  @Test
  void aRealServerHasTheLastWord() throws IOException {
    riskyChange();
    CommandRun run =
        CommandRun.setup(folder).run("review", ".", "--since", "1", "--format", "json");
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertThat(report.at("/dry_run/status").asString()).isEqualTo("applied");
    assertThat(report.at("/statements/0/observed/locks/0/mode").asString()).isEqualTo("SHARE");
    assertThat(report.at("/statements/0/observed/locks/0/relation").asString())
        .isEqualTo("public.t");
  }

  @Test
  void queriesOfTheApplicationAreTriedOnBothSides() throws IOException {
    write(
        "db/migration/V1__a.sql",
        "CREATE TABLE t (id bigint PRIMARY KEY, a integer);\n".getBytes(StandardCharsets.UTF_8));
    write(
        "db/migration/V2__b.sql",
        "SET lock_timeout = '1s';\nALTER TABLE t DROP COLUMN a;\n"
            .getBytes(StandardCharsets.UTF_8));
    write(
        ".pgreview.yml",
        "queries: [\"queries/**\"]\nplan: {required: false}\n".getBytes(StandardCharsets.UTF_8));
    write(
        "queries/app/t.sql",
        "-- by key\nSELECT id FROM t WHERE id = $1;\n\nSELECT a FROM t;\nSELECT :id;\n"
            .getBytes(StandardCharsets.UTF_8));
    CommandRun run =
        CommandRun.setup(folder)
            .run(
                "review",
                ".",
                "--since",
                "1",
                "--format",
                "json",
                "--output",
                "report.json",
                "--format",
                "console",
                "--output",
                "report.txt",
                "--format",
                "markdown",
                "--output",
                "report.md");
    assertThat(run.code()).isEqualTo(1);
    String text = Files.readString(folder.resolve("report.json"));
    assertThat(Schemas.problemsOfReport(text)).isEmpty();
    JsonNode report = JsonMapper.shared().readTree(text);
    assertThat(report.at("/dry_run/status").asString()).isEqualTo("applied");
    JsonNode queries = report.get("queries");
    assertThat(queries).hasSize(3);
    assertThat(queries.get(0).get("source").asString()).isEqualTo("queries/app/t.sql:2");
    assertThat(queries.get(0).get("sql").asString()).isEqualTo("SELECT id FROM t WHERE id = $1");
    assertThat(queries.get(0).get("uses_index").asBoolean()).isTrue();
    assertThat(queries.get(0).get("plan").asString()).contains("t_pkey");
    assertThat(queries.get(0).get("error").isNull()).isTrue();
    assertThat(queries.get(1).get("error").asString()).isEqualTo("column \"a\" does not exist");
    assertThat(queries.get(1).get("uses_index").isNull()).isTrue();
    assertThat(queries.get(2).get("source").asString()).isEqualTo("queries/app/t.sql:5");
    assertThat(queries.get(2).get("error").asString()).startsWith("syntax error at or near");
    List<JsonNode> broken = new ArrayList<>();
    report
        .get("findings")
        .forEach(
            finding -> {
              if (finding.get("rule").asString().equals("stated-query-breaks")) {
                broken.add(finding);
              }
            });
    assertThat(broken).hasSize(1);
    assertThat(broken.getFirst().get("file").asString()).isEqualTo("queries/app/t.sql");
    assertThat(broken.getFirst().get("line").asInt()).isEqualTo(4);
    assertThat(broken.getFirst().get("severity").asString()).isEqualTo("error");
    assertThat(Files.readString(folder.resolve("report.txt")))
        .contains("queries/app/t.sql:2  uses an index")
        .contains("queries/app/t.sql:4  cannot be prepared")
        .contains("queries/app/t.sql:4:1: error: This query can be prepared before the change");
    assertThat(Files.readString(folder.resolve("report.md")))
        .contains("### Stated queries after the change")
        .contains("❌ cannot be prepared")
        .contains("stated-query-breaks");
  }

  @Test
  void aMissingFolderIsOneSentence() {
    CommandRun run = CommandRun.setup(folder).run("review", "nowhere");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("nowhere does not exist").doesNotContain("\tat ");
  }

  @Test
  void aConfigTypoIsNamedWithItsLine() throws IOException {
    riskyChange();
    write(".pgreview.yml", "postgres: 16\nfail_onn: error\n".getBytes(StandardCharsets.UTF_8));
    CommandRun run = review();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("2").contains("fail_on").doesNotContain("\tat ");
  }

  @Test
  void badInputNeverEndsInACrash() throws IOException {
    byte[] deep =
        ("SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + ";")
            .getBytes(StandardCharsets.UTF_8);
    List<byte[]> contents = new ArrayList<>();
    contents.add(new byte[0]);
    contents.add(new byte[] {0, 1, 2, 3});
    contents.add("SELECT '\u0000';".getBytes(StandardCharsets.UTF_8));
    contents.add(new byte[] {'S', 'E', 'L', (byte) 0xff, (byte) 0xfe, ';'});
    contents.add("\uFEFFCREATE TABLE a (id bigint);\r\n".getBytes(StandardCharsets.UTF_8));
    contents.add("CREATE TABLE b (id text DEFAULT 'open".getBytes(StandardCharsets.UTF_8));
    contents.add(deep);
    contents.add("INSERT INTO a VALUES (1);\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    for (byte[] content : contents) {
      write("db/migration/V1__a.sql", content);
      CommandRun run =
          CommandRun.setup(folder)
              .run("review", ".", "--base", "none", "--no-dry-run", "--format", "json");
      assertThat(run.code()).isIn(0, 1, 2);
      assertThat(run.err()).doesNotContain("\tat ").doesNotContain("bug in pgreview");
    }
  }

  private CommandRun review(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("review", ".", "--since", "1", "--no-dry-run"));
    arguments.addAll(List.of(more));
    return CommandRun.setup(folder).run(arguments.toArray(String[]::new));
  }

  private void riskyChange() throws IOException {
    write(
        "db/migration/V1__a.sql",
        "CREATE TABLE t (id bigint PRIMARY KEY, a integer);\n".getBytes(StandardCharsets.UTF_8));
    write(
        "db/migration/V2__b.sql",
        "CREATE INDEX t_a_idx ON t (a);\n".getBytes(StandardCharsets.UTF_8));
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.write(file, content);
  }
}
