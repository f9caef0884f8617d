package dev.pgreview.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.render.Schemas;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BatchCommandTest {
  private static final String CREATE = "CREATE TABLE orders (id integer PRIMARY KEY);";
  private final Path folder;

  BatchCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aRequestGivesAReport() {
    String request =
        """
        {"id":"42","postgres":16,"base":[{"path":"V1__a.sql","sql":"%s"}],\
        "changed":[{"path":"V2__b.sql","sql":"ALTER TABLE orders ALTER COLUMN id TYPE bigint;"}]}
        """
            .formatted(CREATE);
    CommandRun run = CommandRun.setup(folder).input(request).run("batch");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(Schemas.problemsOfReport(run.out())).isEmpty();
    JsonNode report = JsonMapper.shared().readTree(run.out());
    assertThat(report.get("id").asString()).isEqualTo("42");
    assertThat(report.get("postgres").asInt()).isEqualTo(16);
    assertThat(report.at("/dry_run/status").asString()).isEqualTo("skipped");
    assertThat(report.at("/statements/0/predicted/locks/0/relation").asString())
        .isEqualTo("public.orders");
    assertThat(report.findValuesAsString("rule")).contains("alter-column-type-rewrite");
  }

  @Test
  void queriesAreAmongTheFiles() {
    JsonNode report =
        answer(
            """
            {"id":"q","dry_run":true,"base":[{"path":"1.sql","sql":"CREATE TABLE t (a int, b int);"}],\
            "changed":[{"path":"2.sql","sql":"ALTER TABLE t DROP COLUMN b;"}],\
            "config":"queries: [app.sql]",\
            "files":[{"path":"app.sql","text":"SELECT b FROM t"},{"path":"other.sql","text":"SELECT"}]}
            """
                .strip());
    assertThat(report.at("/queries/0/source").asString()).isEqualTo("app.sql:1");
    assertThat(report.at("/queries/0/error").asString()).isEqualTo("column \"b\" does not exist");
    assertThat(report.get("queries")).hasSize(1);
    assertThat(report.findValuesAsString("rule")).contains("stated-query-breaks");
  }

  @Test
  void answersKeepTheOrderOfTheRequests() {
    String requests =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    "{\"id\":\"%d\",\"changed\":[{\"path\":\"a.sql\",\"sql\":\"%s\"}]}"
                        .formatted(i, CREATE.repeat(1 + i % 7 * 10)))
            .collect(Collectors.joining("\n"));
    CommandRun run = CommandRun.setup(folder).input(requests).run("batch");
    assertThat(run.out().lines())
        .extracting(line -> JsonMapper.shared().readTree(line).get("id").asString())
        .isEqualTo(IntStream.range(0, 300).mapToObj(Integer::toString).toList());
  }

  @Test
  void aBadLineGivesAnErrorAndTheOthersTheirReports() {
    String good = "{\"id\":\"ok\",\"changed\":[]}";
    CommandRun run =
        CommandRun.setup(folder).input(good + "\n{\"id\":\n\n" + good + "\n").run("batch");
    assertThat(run.code()).isZero();
    List<JsonNode> lines = run.out().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).get("schema").asInt()).isEqualTo(1);
    assertThat(lines.get(1).get("id").isNull()).isTrue();
    assertThat(lines.get(1).get("line").asInt()).isEqualTo(2);
    assertThat(lines.get(1).at("/error/message").asString()).startsWith("this is not JSON: ");
    assertThat(lines.get(2).get("schema").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsWrongWithARequestIsSaidWithItsId() {
    Map<String, String> mistakes =
        Map.of(
            "{\"id\":\"x\"}", "a request needs `changed`",
            "{\"id\":\"x\",\"changed\":{}}", "`changed` must be a list, not an object",
            "{\"id\":\"x\",\"changed\":[7]}", "`changed[0]` must be an object, not 7",
            "{\"id\":\"x\",\"changed\":[{\"path\":\"a.sql\"}]}", "`changed[0]` needs `sql`",
            "{\"id\":\"x\",\"changed\":[],\"tool\":\"flywya\"}", "did you mean `flyway`?",
            "{\"id\":\"x\",\"changed\":[],\"postgres\":13}",
                "`postgres` must be a major version from 14 to 18, not 13",
            "{\"id\":\"x\",\"changed\":[],\"dry_run\":\"yes\"}",
                "`dry_run` must be true or false, not a string",
            "{\"id\":\"x\",\"changed\":[],\"config\":\"postgers: 16\"}",
                "config:1:1: there is no key `postgers`",
            "{\"id\":\"x\",\"changed\":[],\"stats\":{\"a\":1}}", "stats:",
            "{\"id\":\"x\",\"chagned\":[]}",
                "there is no field `chagned`; did you mean `changed`?");
    mistakes.forEach(
        (line, message) -> {
          JsonNode answer = answer(line);
          assertThat(answer.get("id").asString()).isEqualTo("x");
          assertThat(answer.at("/error/message").asString()).as(line).contains(message);
        });
    assertThat(answer("{\"id\":7,\"changed\":[]}").at("/error/message").asString())
        .isEqualTo("a request needs an `id`, a string");
    assertThat(answer("[1]").at("/error/message").asString())
        .isEqualTo("a request is a JSON object, not a list");
    assertThat(answer("[".repeat(100_000)).at("/error/message").asString())
        .startsWith("this is not JSON: ");
  }

  @Test
  void sqlThatIsBrokenIsAFindingAndNoError() {
    for (String sql :
        List.of("SELECT 'unterminated", "((((((", "\\u0000", "%PDF-1.4 \\u0001\\u0002")) {
      JsonNode answer =
          answer("{\"id\":\"x\",\"changed\":[{\"path\":\"a.sql\",\"sql\":\"" + sql + "\"}]}");
      assertThat(answer.has("error")).as(sql).isFalse();
      assertThat(answer.get("conclusion").asString()).as(sql).isEqualTo("failure");
    }
  }

  @Test
  void aVeryLongLineIsRefusedWithoutBeingKept() {
    byte[] line = new byte[InputLines.MOST_BYTES + 100];
    java.util.Arrays.fill(line, (byte) 'a');
    CommandRun run = CommandRun.setup(folder).input(line).run("batch");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("the line is longer than 64 MB");
  }

  @Test
  void linesOfBytesAndOfManyMegabytesAreAnsweredInOrder() throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, '\r', '\n'});
    input.write("{\"id\":\"cut\",\"changed\":[\n".getBytes(StandardCharsets.UTF_8));
    input.write(("[" + "x".repeat(20 << 20) + "\n").getBytes(StandardCharsets.UTF_8));
    input.write(request("large", "INSERT INTO t VALUES " + "(1), ".repeat(4 << 20) + "(2)", ""));
    input.write(request("last", "DROP TABLE t", ""));

    CommandRun run = CommandRun.setup(folder).input(input.toByteArray()).run("batch");

    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    List<JsonNode> lines = run.out().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.subList(0, 3))
        .allSatisfy(
            line ->
                assertThat(line.at("/error/message").asString())
                    .startsWith("this is not JSON: ")
                    .doesNotContain("Stream"));
    assertThat(lines.get(3).get("statements")).hasSize(1);
    assertThat(lines.get(4).get("id").asString()).isEqualTo("last");
    assertThat(lines.get(4).get("findings")).isNotEmpty();
  }

  @Test
  void aDryRunThatHangsIsEndedAndTheNextOneIsMade() throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.write(request("hangs", "SELECT pg_sleep(1000)", "dry_run: {timeout: 3s}"));
    input.write(request("next", "CREATE TABLE u (id int)", "dry_run: {timeout: 10m}"));

    CommandRun run = CommandRun.setup(folder).input(input.toByteArray()).run("batch");

    assertThat(run.code()).isZero();
    List<JsonNode> lines = run.out().lines().map(JsonMapper.shared()::readTree).toList();
    assertThat(lines)
        .extracting(line -> line.get("id").asString() + " " + line.at("/dry_run/status").asString())
        .containsExactly("hangs timed_out", "next applied");
    assertThat(lines.getFirst().get("conclusion").asString()).isEqualTo("failure");
  }

  /** A line with a dry run if there is a configuration. */
  private static byte[] request(String id, String sql, String config) {
    String more = config.isEmpty() ? "" : ",\"dry_run\":true,\"config\":\"" + config + "\"";
    String line =
        "{\"id\":\"%s\",\"changed\":[{\"path\":\"a.sql\",\"sql\":\"%s\"}]%s}\n"
            .formatted(id, sql, more);
    return line.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerDoesNotWaitForTheNextRequest() throws Exception {
    PipedOutputStream requests = new PipedOutputStream();
    PipedInputStream answers = new PipedInputStream(1 << 20);
    Terminal terminal =
        new Terminal(
            new PipedInputStream(requests, 1 << 16),
            new PrintStream(new PipedOutputStream(answers), false, StandardCharsets.UTF_8),
            System.err,
            Map.of(),
            folder,
            false,
            false,
            80);
    Thread batch = Thread.ofPlatform().start(() -> PgReview.run(terminal, "batch"));
    for (int i = 0; i < 3; i++) {
      requests.write("{\"id\":\"a\",\"changed\":[]}\n".getBytes(StandardCharsets.UTF_8));
      requests.flush();
      StringBuilder answer = new StringBuilder();
      for (int c = answers.read(); c != '\n'; c = answers.read()) {
        answer.append((char) c);
      }
      assertThat(answer).startsWith("{\"schema\":1,\"id\":\"a\"");
    }
    requests.close();
    batch.join();
  }

  private JsonNode answer(String line) {
    return JsonMapper.shared().readTree(CommandRun.setup(folder).input(line).run("batch").out());
  }
}
