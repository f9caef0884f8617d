package dev.pgreview.render;

import dev.pgreview.lock.LockMode;
import dev.pgreview.report.StatementReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lock table: one block a statement, one row a relation. */
final class ConsoleLocks {
  /** Below this width what is the same for all rows of a statement moves to its heading. */
  private static final int WIDE = 132;

  /** Below this width predictions that were right are not worth a column. */
  private static final int MEDIUM = 96;

  private final ReportView view;
  private final ConsoleOptions options;
  private final Paint paint;
  private final StringBuilder out;

  ConsoleLocks(ReportView view, ConsoleOptions options, StringBuilder out) {
    this.view = view;
    this.options = options;
    this.paint = options.paint();
    this.out = out;
  }

  void write() {
    List<ReportView.StatementView> locking =
        view.statements().stream().filter(statement -> !statement.locks().isEmpty()).toList();
    if (locking.isEmpty()) {
      return;
    }
    out.append(paint.bold("Locks"))
        .append("  ")
        .append(paint.faint(view.lockSource()))
        .append('\n');
    boolean wide = options.width() >= WIDE;
    boolean compared =
        options.width() >= MEDIUM
            || locking.stream().flatMap(s -> s.locks().stream()).anyMatch(LockRow::differs);
    Columns columns = columns(wide, compared);
    List<List<Columns.Cell>> rows = new ArrayList<>();
    for (ReportView.StatementView statement : locking) {
      for (LockRow row : statement.locks()) {
        rows.add(cells(statement.statement(), row, wide, compared));
      }
    }
    Columns fitted = columns.fitted(rows, options.width() - 4);
    out.append("    ").append(paint.faint(fitted.head())).append('\n');
    int next = 0;
    for (ReportView.StatementView statement : locking) {
      heading(statement.statement(), wide);
      for (int i = 0; i < statement.locks().size(); i++) {
        out.append("    ").append(fitted.row(rows.get(next++))).append('\n');
      }
    }
    out.append('\n');
  }

  private void heading(StatementReport statement, boolean wide) {
    out.append("  ")
        .append(
            DisplayText.visible(statement.file())
                + ":"
                + statement.span().line()
                + "  "
                + paint.faint(statement.kind()));
    if (!wide) {
      out.append(paint.faint(", held to the " + view.heldTo(statement)));
      statement
          .estimate()
          .ifPresent(estimate -> out.append(paint.faint(", about " + Amounts.estimate(estimate))));
    }
    waits(statement).ifPresent(text -> out.append(paint.yellow(", " + text)));
    out.append('\n');
    statement
        .predicted()
        .note()
        .ifPresent(
            note ->
                DisplayText.wrapped(DisplayText.visible(note), options.proseWidth() - 4)
                    .forEach(line -> out.append("    ").append(paint.yellow(line)).append('\n')));
  }

  /** Whom the statement kept waiting in the dry run, as probe sessions measured it. */
  static Optional<String> waits(StatementReport statement) {
    List<String> waits = new ArrayList<>();
    statement
        .observed()
        .ifPresent(
            seen -> {
              if (!seen.blockedReads().isZero()) {
                waits.add("a reader waited " + Amounts.time(seen.blockedReads()));
              }
              if (!seen.blockedWrites().isZero()) {
                waits.add("a writer waited " + Amounts.time(seen.blockedWrites()));
              }
            });
    return waits.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" and ", waits) + " in the dry run");
  }

  private Columns columns(boolean wide, boolean compared) {
    List<String> titles = new ArrayList<>(List.of("relation", "mode", "blocks", "rewrite", "scan"));
    if (compared) {
      titles.add("predicted");
    }
    if (wide) {
      titles.add("held to the");
      titles.add("estimate");
    }
    return new Columns(titles);
  }

  private List<Columns.Cell> cells(
      StatementReport statement, LockRow row, boolean wide, boolean compared) {
    List<Columns.Cell> cells = new ArrayList<>();
    cells.add(Columns.Cell.of(DisplayText.visible(row.relation().sql())));
    Optional<LockMode> mode = row.mode().value();
    cells.add(
        new Columns.Cell(
            mode.map(LockMode::sql).orElse("no lock"),
            text -> row.blocking().map(blocking -> paint.blocking(blocking, text)).orElse(text)));
    cells.add(
        new Columns.Cell(
            row.blocking().map(Blocking::text).orElse("nothing"),
            text -> row.blocking().map(blocking -> paint.blocking(blocking, text)).orElse(text)));
    cells.add(flag(row.rewrite()));
    cells.add(flag(row.scan()));
    if (compared) {
      cells.add(compared(row));
    }
    if (wide) {
      cells.add(new Columns.Cell(view.heldTo(statement), paint::faint));
      cells.add(Columns.Cell.of(statement.estimate().map(Amounts::estimate).orElse("")));
    }
    return cells;
  }

  private Columns.Cell compared(LockRow row) {
    return row.difference()
        .map(text -> new Columns.Cell("≠ " + text, paint::yellow))
        .orElse(new Columns.Cell(row.agreement(), paint::faint));
  }

  private Columns.Cell flag(Seen<Boolean> seen) {
    return seen.value()
        ? new Columns.Cell("yes", paint::red)
        : new Columns.Cell("no", paint::faint);
  }
}
