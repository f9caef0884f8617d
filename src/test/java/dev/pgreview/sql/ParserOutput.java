package dev.pgreview.sql;

import dev.pgreview.sql.PgQueryInstance.Answer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what the parser answers for every statement of the .sql files of a folder, as JSON lines,
 * so that it can be compared with the npm package run by Node: {@code
 * src/test/scripts/compare-parser-with-node.sh}.
 */
final class ParserOutput {
  private static final JsonMapper JSON = new JsonMapper();

  private ParserOutput() {}

  /** Arguments: folder, output file. */
  public static void main(String[] args) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(Path.of(args[0]))) {
      files = walk.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
    try (BufferedWriter out = Files.newBufferedWriter(Path.of(args[1]))) {
      int statements = new PgQueryPool(1).<Integer, IOException>run(parser -> write(files, out));
      System.out.println(statements + " statements");
    }
  }

  private static int write(List<Path> files, BufferedWriter out) throws IOException {
    PgQueryInstance instance = new PgQueryInstance();
    int statements = 0;
    for (Path file : files) {
      String script = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      for (ScriptItem.Statement statement : StatementSplitter.split(script).statements()) {
        String sql = script.substring(statement.range().start(), statement.range().end());
        byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
        ObjectNode line = JSON.createObjectNode().put("file", file.toString()).put("sql", sql);
        line.put("parse", text(instance.parse(utf8))).put("scan", text(instance.scan(utf8)));
        if (isRoutine(sql)) {
          line.put("plpgsql", text(instance.parsePlpgsql(utf8)));
        }
        out.write(line.toString());
        out.newLine();
        statements++;
      }
    }
    return statements;
  }

  private static boolean isRoutine(String sql) {
    String head = sql.substring(0, Math.min(6, sql.length())).toUpperCase(Locale.ROOT);
    boolean creates = head.equals("CREATE") && sql.toLowerCase(Locale.ROOT).contains("plpgsql");
    return creates || head.startsWith("DO");
  }

  private static String text(Answer answer) {
    return switch (answer) {
      case Answer.Json(byte[] bytes) -> new String(bytes, StandardCharsets.UTF_8);
      case Answer.TooLarge() -> "too large";
      case Answer.Rejected(String message, int position) -> "error at " + position + ": " + message;
    };
  }
}
