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
 * it also prints what the server refuses.
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
    int ran = 0;
    int refused = 0;
    Set<String> seen = new HashSet<>();
    ParsedSection script = Lockstep.parse(Files.readString(file));
    try (Lockstep both = new Lockstep(major)) {
      for (SqlStatement statement : script.statements()) {
        Optional<String> message = both.run(statement.sql());
        if (message.isPresent()) {
          refused++;
          if (Boolean.getBoolean("refused")) {
            System.out.println("refused: " + statement.sql() + "\n    " + message.get());
          }
          continue;
        }
        ran++;
        if (both.inTransaction() || changesNothing(statement.change())) {
          continue;
        }
        List<String> differences = both.differences();
        differences.removeIf(seen::contains);
        if (!differences.isEmpty()) {
          int line =
              script.section().sql().substring(0, statement.range().start()).split("\n", -1).length;
          System.out.println(file.getFileName() + ":" + line + ": " + statement.sql());
          differences.forEach(d -> System.out.println("    " + d));
          seen.addAll(differences);
        }
      }
    }
    System.out.printf(
        "== %s on %d: %d statements ran, %d refused, %d differences%n",
        file.getFileName(), major, ran, refused, seen.size());
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
