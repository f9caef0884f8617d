package dev.pgreview.schema;

import dev.pgreview.migration.SqlSection;
import java.util.List;

/** A section with its statements, and with what in it is no statement. */
public record ParsedSection(
    SqlSection section, List<SqlStatement> statements, List<SqlProblem> problems) {
  public ParsedSection {
    statements = List.copyOf(statements);
    problems = List.copyOf(problems);
  }
}
