package dev.pgreview.lint.page;

import dev.pgreview.lock.Observation;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The section "Locks" of a page: what servers showed for the unsafe examples. */
final class LockTables {
  private static final int LONGEST = 90;
  private static final String NOTHING = "The unsafe statements lock nothing that was there before.";

  private LockTables() {}

  /**
   * The text of the section; majors for which it is the same share it.
   *
   * @param runs of the page's unsafe examples, by major
   */
  static String of(List<PageRun> runs) {
    Map<Integer, List<PageRun>> byMajor =
        runs.stream()
            .collect(Collectors.groupingBy(PageRun::major, TreeMap::new, Collectors.toList()));
    Map<String, List<Integer>> byTable = new LinkedHashMap<>();
    byMajor.forEach(
        (major, own) -> byTable.computeIfAbsent(table(own), t -> new ArrayList<>()).add(major));
    if (byTable.size() == 1) {
      return byTable.keySet().iterator().next();
    }
    return byTable.entrySet().stream()
        .map(entry -> "PostgreSQL " + majors(entry.getValue()) + ":\n\n" + entry.getKey())
        .collect(Collectors.joining("\n\n"));
  }

  private static String majors(List<Integer> majors) {
    return majors.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static String table(List<PageRun> runs) {
    List<String> rows = new ArrayList<>();
    for (PageRun run : runs) {
      for (StatementReport statement : run.report().statements()) {
        row(statement, run.example().rows() ? "" : " on tables without rows").ifPresent(rows::add);
      }
    }
    return rows.isEmpty()
        ? NOTHING
        : "| Unsafe statement | Locks | Rewrites | Scans |\n|---|---|---|---|\n"
            + String.join("\n", rows);
  }

  private static Optional<String> row(StatementReport statement, String where) {
    return statement
        .observed()
        .filter(seen -> seen.error().isPresent() || !seen.locks().isEmpty())
        .map(seen -> "| `" + head(statement.sql()) + "`" + where + " | " + cells(seen) + " |");
  }

  private static String head(String text) {
    String sql = text.replaceAll("\\s+", " ").replace("|", "\\|");
    return sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST - 1) + "…";
  }

  private static String cells(Observation seen) {
    if (seen.error().isPresent()) {
      return "refused (SQLSTATE " + seen.error().get().state() + ") | – | –";
    }
    String locks =
        seen.locks().stream()
            .map(lock -> lock.relation().sql() + " " + lock.mode().sql())
            .collect(Collectors.joining("<br>"));
    return locks + " | " + names(seen.rewrites()) + " | " + names(seen.scans());
  }

  private static String names(Collection<RelationName> relations) {
    return relations.isEmpty()
        ? "–"
        : relations.stream().map(RelationName::sql).collect(Collectors.joining("<br>"));
  }
}
