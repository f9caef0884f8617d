package dev.pgreview.plan;

import dev.pgreview.plan.MigrationPlan.Block;
import dev.pgreview.plan.MigrationPlan.Code;
import dev.pgreview.plan.MigrationPlan.Prose;
import dev.pgreview.plan.MigrationPlan.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL in a plan.
 *
 * @param line from 1, where {@code sql} begins
 */
record SqlInPlan(String sql, int line) {
  private static final Pattern COMMENT = Pattern.compile("(?s)--[^\n]*+|/\\*.*?(?:\\*/|\\z)");
  private static final Pattern FIRST_WORD =
      Pattern.compile("\\s*\\(?\\s*([A-Za-z]+)(.?)", Pattern.DOTALL);
  private static final Set<String> SQL_LANGUAGES =
      Set.of("sql", "postgres", "postgresql", "pgsql", "psql", "plpgsql");
  private static final Set<String> READING =
      Set.of("select", "with", "table", "values", "explain", "show");
  private static final Set<String> STATEMENTS =
      Set.of(
          "alter",
          "analyze",
          "begin",
          "call",
          "commit",
          "copy",
          "create",
          "delete",
          "do",
          "drop",
          "explain",
          "grant",
          "insert",
          "lock",
          "merge",
          "refresh",
          "reindex",
          "reset",
          "revoke",
          "rollback",
          "select",
          "set",
          "show",
          "table",
          "truncate",
          "update",
          "vacuum",
          "values",
          "with");

  /** Code blocks and inline code that are SQL; text with placeholders left in it is none. */
  static List<SqlInPlan> in(List<Section> sections) {
    List<SqlInPlan> found = new ArrayList<>();
    for (Section section : sections) {
      for (Block block : section.blocks()) {
        switch (block) {
          case Code code when isSql(code) -> found.add(new SqlInPlan(code.text(), code.line()));
          case Code _ -> {}
          case Prose prose ->
              prose.code().stream()
                  .filter(code -> startsStatement(code) && code.strip().contains(" "))
                  .filter(code -> !Placeholders.hasPlaceholder(code))
                  .forEach(code -> found.add(new SqlInPlan(code, prose.line())));
        }
      }
    }
    return found;
  }

  private static boolean isSql(Code code) {
    boolean possible = code.language().isEmpty() || SQL_LANGUAGES.contains(code.language());
    return possible && startsStatement(code.text()) && !Placeholders.hasPlaceholder(code.text());
  }

  /** Whether it asks for something rather than changing it. */
  boolean reads() {
    return READING.contains(firstWord(sql));
  }

  private static boolean startsStatement(String text) {
    return STATEMENTS.contains(firstWord(text));
  }

  private static String firstWord(String text) {
    Matcher word = FIRST_WORD.matcher(COMMENT.matcher(text).replaceAll(" "));
    return word.lookingAt() ? word.group(1).toLowerCase(Locale.ROOT) : "";
  }
}
