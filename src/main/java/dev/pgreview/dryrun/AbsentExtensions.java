package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Extensions that migrations make and whose files this server does not have. They are left out:
 * most migrations do without, and one that does not is told apart from one that is wrong.
 */
record AbsentExtensions(Set<String> names) {
  static final AbsentExtensions NONE = new AbsentExtensions(Set.of());

  AbsentExtensions {
    names = Set.copyOf(names);
  }

  /** Those that the scripts name and the server cannot make. */
  static AbsentExtensions of(List<DryRunRequest.Script> scripts, Connection server)
      throws SQLException {
    Set<String> wanted = new TreeSet<>();
    for (DryRunRequest.Script script : scripts) {
      for (DryRunRequest.Section section : script.sections()) {
        for (DryRunRequest.Statement statement : section.statements()) {
          ExtensionStatement.of(statement.sql()).ifPresent(made -> wanted.add(made.name()));
        }
      }
    }
    if (wanted.isEmpty()) {
      return NONE;
    }
    try (Statement statement = server.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT name FROM pg_catalog.pg_available_extensions()")) {
      while (rows.next()) {
        wanted.remove(rows.getString(1));
      }
    }
    return new AbsentExtensions(wanted);
  }

  boolean leavesOut(ExtensionStatement statement) {
    return names.contains(statement.name());
  }

  /** Whether a failure may be for want of one. */
  boolean mayExplain(SQLException failure) {
    return !names.isEmpty()
        && switch (SqlErrors.state(failure)) {
          case SqlErrors.UNDEFINED_OBJECT,
              SqlErrors.UNDEFINED_TABLE,
              SqlErrors.UNDEFINED_COLUMN,
              SqlErrors.UNDEFINED_FUNCTION,
              SqlErrors.UNDEFINED_SCHEMA ->
              true;
          default -> false;
        };
  }

  /** For the report; empty when nothing was left out. */
  List<String> notes() {
    List<String> sentences = new ArrayList<>();
    if (!names.isEmpty()) {
      sentences.add("Left out, because this server does not have them: " + list() + ".");
    }
    return sentences;
  }

  /** {@code extension http} or {@code extensions http, vector}. */
  String list() {
    String quoted = String.join(", ", names.stream().sorted().map(Identifiers::quote).toList());
    return (names.size() == 1 ? "extension " : "extensions ") + quoted;
  }
}
