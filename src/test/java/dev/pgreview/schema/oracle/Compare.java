package dev.pgreview.schema.oracle;

import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SqlStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs files of SQL on a real server and in the replay and prints, after each statement, what
 * differs that did not differ before. Arguments: a major, then files. With {@code -Drefused=true}
 * it also prints what the server refuses, with {@code -Devery=N} it compares only after every Nth
 * statement and at the end.
 */
public final class Compare {
  private Compare() {}

  public static void main(String[] arguments) throws IOException, SQLException {
    int major = Integer.parseInt(arguments[0]);
    for (String file : List.of(arguments).subList(1, arguments.length)) {
      compare(major, Path.of(file));
    }
  }

  private static void compare(int major, Path file) throws IOException, SQLException {
    int every = Integer.getInteger("every", 1);
    int ran = 0;
    int refused = 0;
    int waiting = 0;
    Set<String> seen = new HashSet<>();
    ParsedSection script = Lockstep.parse(Files.readString(file));
    script.problems().forEach(problem -> System.out.println(file + ": " + problem));
    SqlStatement last = script.statements().getLast();
    try (Lockstep both = new Lockstep(major)) {
      for (SqlStatement statement : script.statements()) {
        Optional<String> message = both.run(statement.sql());
        if (message.isPresent()) {
          refused++;
          if (Boolean.getBoolean("refused")) {
            System.out.println("refused: " + statement.sql() + "\n    " + message.get());
          }
        } else {
          ran++;
          waiting += changesNothing(statement.change()) ? 0 : 1;
        }
        if (!both.inTransaction() && (waiting >= every || statement.equals(last))) {
          waiting = 0;
          int line =
              script.section().sql().substring(0, statement.range().start()).split("\n", -1).length;
          report(both, file.getFileName() + ":" + line + ": " + statement.sql(), seen);
        }
      }
    }
    System.out.printf(
        "== %s on %d: %d statements ran, %d refused, %d differences%n",
        file.getFileName(), major, ran, refused, seen.size());
  }

  private static void report(Lockstep both, String where, Set<String> seen) throws SQLException {
    List<String> differences = both.differences();
    differences.removeIf(seen::contains);
    if (!differences.isEmpty()) {
      System.out.println(where);
      differences.forEach(difference -> System.out.println("    " + difference));
      seen.addAll(differences);
    }
  }

  private static boolean changesNothing(SchemaChange change) {
    return switch (change) {
      case DataChange.Select select -> select.query().functions().isEmpty();
      case DataChange _ -> true;
      case SessionChange.Transaction _ -> false;
      case SessionChange _ -> true;
      default -> false;
    };
  }
}
