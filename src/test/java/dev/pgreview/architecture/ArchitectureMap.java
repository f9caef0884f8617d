package dev.pgreview.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The two tables of docs/architecture.md. */
record ArchitectureMap(Map<String, Set<String>> rooms, Map<String, Set<String>> libraries) {
  static ArchitectureMap read() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("docs/architecture.md"));
    return new ArchitectureMap(table(lines, "room"), table(lines, "library package"));
  }

  private static Map<String, Set<String>> table(List<String> lines, String firstHeading) {
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith("| " + firstHeading + " |")) {
        inside = true;
      } else if (inside && !line.startsWith("|")) {
        break;
      } else if (inside && !line.startsWith("|---")) {
        List<String> cells = Arrays.stream(line.split("\\|")).map(String::strip).toList();
        Set<String> names = new TreeSet<>(Arrays.asList(cells.get(2).split(" ")));
        names.remove("–");
        rows.put(cells.get(1).replace("`", ""), names);
      }
    }
    return rows;
  }
}
