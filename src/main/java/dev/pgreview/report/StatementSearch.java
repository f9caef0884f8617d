package dev.pgreview.report;

import dev.pgreview.migration.SourceSpan;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the statements of a report by their place in a file. */
public final class StatementSearch {
  private final Report report;
  private final String path;
  private final List<StatementReport> ofFile;

  public StatementSearch(Report report, String path) {
    this.report = report;
    this.path = path;
    this.ofFile = report.statements().stream().filter(s -> s.file().equals(path)).toList();
  }

  /** The file. */
  public String path() {
    return path;
  }

  /**
   * The statements at a line, innermost: of a DO block and a statement in it the latter.
   *
   * @param line from 1
   * @param column from 1; empty for all of the line
   */
  public List<StatementReport> at(int line, OptionalInt column) {
    List<StatementReport> covering =
        ofFile.stream().filter(statement -> covers(statement.span(), line, column)).toList();
    return covering.stream()
        .filter(one -> covering.stream().noneMatch(other -> isInside(other, one)))
        .toList();
  }

  private static boolean covers(SourceSpan span, int line, OptionalInt column) {
    boolean onLine = span.line() <= line && line <= span.endLine();
    if (!onLine || column.isEmpty()) {
      return onLine;
    }
    return (span.line() < line || span.column() <= column.getAsInt())
        && (line < span.endLine() || column.getAsInt() < span.endColumn());
  }

  private boolean isInside(StatementReport inner, StatementReport outer) {
    Optional<StatementReport> at = outer(inner);
    while (at.isPresent()) {
      if (at.get().index() == outer.index()) {
        return true;
      }
      at = outer(at.get());
    }
    return false;
  }

  /** The statement whose body holds another. */
  public Optional<StatementReport> outer(StatementReport inner) {
    return inner.outer().isPresent() && inner.outer().getAsInt() < inner.index()
        ? Optional.of(report.statements().get(inner.outer().getAsInt()))
        : Optional.empty();
  }

  /** The statement of the file whose first line is the fewest lines away; the earlier of two. */
  public Optional<StatementReport> nearest(int line) {
    return ofFile.stream().min(Comparator.comparingInt(s -> Math.abs(s.span().line() - line)));
  }
}
