package dev.pgreview.lint.page;

import dev.pgreview.migration.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A case of {@code hazards.txt}.
 *
 * @param row of the catalogue
 * @param hazard its id there
 * @param expected rules that must speak; empty when nothing may
 * @param unwanted rules that must not
 */
record HazardCase(
    int row,
    String hazard,
    List<Example.File> files,
    Set<String> switchedOn,
    String stats,
    Set<String> expected,
    Set<String> unwanted) {

  static List<HazardCase> parse(String text) {
    List<HazardCase> cases = new ArrayList<>();
    String[] blocks = Pattern.compile("^== ", Pattern.MULTILINE).split(text);
    for (int i = 1; i < blocks.length; i++) {
      cases.add(parseOne(blocks[i]));
    }
    return cases;
  }

  private static HazardCase parseOne(String block) {
    List<String> lines = block.lines().toList();
    String[] head = lines.getFirst().split(" ");
    List<Example.File> files = new ArrayList<>();
    Set<String> switchedOn = new TreeSet<>();
    Set<String> expected = new TreeSet<>();
    Set<String> unwanted = new TreeSet<>();
    String stats = "";
    StringBuilder sql = new StringBuilder();
    TransactionMode mode = TransactionMode.WRAPPED;
    for (String line : lines.subList(1, lines.size())) {
      if (line.equals("autocommit")) {
        mode = TransactionMode.AUTOCOMMIT;
      } else if (line.startsWith("config ")) {
        switchedOn.add(line.substring(7));
      } else if (line.startsWith("stats ")) {
        String[] words = line.split(" ");
        stats = "{\"" + words[1] + "\": {\"rows\": " + words[2] + "}}";
      } else if (line.equals("---") || line.startsWith("=> ")) {
        files.add(new Example.File("V" + (files.size() + 2) + "__x.sql", sql.toString(), mode));
        sql.setLength(0);
        mode = TransactionMode.WRAPPED;
        expectation(line, expected, unwanted);
      } else if (!line.startsWith("#")) {
        sql.append(line).append('\n');
      }
    }
    return new HazardCase(
        Integer.parseInt(head[0]), head[1], files, switchedOn, stats, expected, unwanted);
  }

  private static void expectation(String line, Set<String> expected, Set<String> unwanted) {
    if (line.startsWith("=> not ")) {
      unwanted.add(line.substring(7).strip());
    } else if (line.startsWith("=> ") && !line.equals("=> none")) {
      expected.addAll(List.of(line.substring(3).strip().split(",\\s*")));
    }
  }

  boolean silent() {
    return expected.isEmpty() && unwanted.isEmpty();
  }
}
