package dev.pgreview.review;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.SqlStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.OptionalInt;

/** What the dry run is to apply: the statements of migrations with their numbers in the report. */
final class DryRunScripts {
  private final IdentityHashMap<SqlStatement, Integer> numbers = new IdentityHashMap<>();

  DryRunScripts(ChangeAnalysis analysis) {
    for (AnalyzedStatement statement : analysis.statements()) {
      if (statement.outer().isEmpty()) {
        numbers.put(statement.statement(), statement.index());
      }
    }
  }

  List<DryRunRequest.Script> scripts(List<AnalyzedFile> files) {
    List<DryRunRequest.Script> scripts = new ArrayList<>();
    for (AnalyzedFile file : files) {
      LineIndex lines = new LineIndex(file.migration().up().text());
      List<DryRunRequest.Section> sections = new ArrayList<>();
      for (ParsedSection section : file.sections()) {
        sections.add(section(section, lines));
      }
      scripts.add(new DryRunRequest.Script(file.migration().path(), sections));
    }
    return scripts;
  }

  private record Item(int start, String sql, OptionalInt number) {}

  private DryRunRequest.Section section(ParsedSection section, LineIndex lines) {
    List<Item> items = items(section);
    List<DryRunRequest.Statement> statements = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int next = i + 1 < items.size() ? items.get(i + 1).start() : Integer.MAX_VALUE;
      Item item = items.get(i);
      int line = lines.line(section.section().toFileOffset(item.start()));
      String rows = rows(section, item.start(), next);
      statements.add(new DryRunRequest.Statement(item.number(), item.sql(), line, rows));
    }
    return new DryRunRequest.Section(section.section().transactionMode(), statements);
  }

  private List<Item> items(ParsedSection section) {
    List<Item> items = new ArrayList<>();
    for (SqlStatement statement : section.statements()) {
      Integer number = numbers.get(statement);
      OptionalInt index = number == null ? OptionalInt.empty() : OptionalInt.of(number);
      items.add(new Item(statement.range().start(), statement.sql(), index));
    }
    for (SqlProblem problem : section.problems()) {
      switch (problem.kind()) {
        // Our grammar is that of the newest major: whether another one takes it is for it to say.
        case SYNTAX, UNTERMINATED ->
            items.add(
                new Item(problem.whole().start(), text(section, problem), OptionalInt.empty()));
        case COPY_DATA, META_COMMAND -> {}
      }
    }
    items.sort(Comparator.comparingInt(Item::start));
    return items;
  }

  /** The rows of COPY … FROM stdin, which stand between a statement and the next. */
  private static String rows(ParsedSection section, int from, int to) {
    for (SqlProblem problem : section.problems()) {
      int start = problem.range().start();
      if (problem.kind() == SqlProblem.Kind.COPY_DATA && start > from && start < to) {
        return text(section, problem);
      }
    }
    return "";
  }

  private static String text(ParsedSection section, SqlProblem problem) {
    return section.section().sql().substring(problem.whole().start(), problem.whole().end());
  }
}
