package dev.pgreview.review;

import dev.pgreview.config.PathGlob;
import dev.pgreview.lint.BrokenQuery;
import dev.pgreview.lock.SqlError;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.SourceFile;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.report.QueryReport;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.SqlProblem;
import dev.pgreview.schema.SqlStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The queries of the files that the configuration names, and what the dry run says of them. */
final class StatedQueries {
  /**
   * A query.
   *
   * @param range in the file
   * @param source {@code file:line}
   * @param problem why it is not sent to the server
   */
  private record Stated(
      SourceFile file, TextRange range, String source, String sql, Optional<String> problem) {
    Stated because(String why) {
      return new Stated(file, range, source, sql, Optional.of(why));
    }
  }

  private static final int MOST = 1000;

  private final List<Stated> all = new ArrayList<>();

  StatedQueries(ReviewRequest request, Function<SqlSection, ParsedSection> parser) {
    List<PathGlob> globs = request.config().queries().stream().map(PathGlob::of).toList();
    for (SourceFile file : request.files()) {
      if (globs.stream().anyMatch(glob -> glob.matches(file.path()))) {
        read(file, parser.apply(SqlSection.verbatim(file.text(), 0, TransactionMode.AUTOCOMMIT)));
      }
    }
    int left = all.size() - MOST;
    if (left > 0) {
      Stated first = all.get(MOST);
      all.subList(MOST, all.size()).clear();
      all.add(
          first.because(
              String.format(
                  Locale.ROOT,
                  "only the first %,d stated queries are tried: from here on %,d are not",
                  MOST,
                  left)));
    }
  }

  private void read(SourceFile file, ParsedSection section) {
    List<Stated> here = new ArrayList<>();
    LineIndex lines = new LineIndex(file.text());
    for (SqlStatement statement : section.statements()) {
      String source = file.path() + ":" + lines.line(statement.range().start());
      here.add(new Stated(file, statement.range(), source, statement.sql(), Optional.empty()));
    }
    for (SqlProblem problem : section.problems()) {
      TextRange whole = problem.whole();
      String text = file.text().substring(whole.start(), whole.end());
      String source = file.path() + ":" + lines.line(whole.start());
      here.add(new Stated(file, whole, source, text, Optional.of(problem.message())));
    }
    here.sort(Comparator.comparingInt(one -> one.range().start()));
    all.addAll(here);
  }

  /** Those that a server can be asked. */
  List<DryRunRequest.Query> queries() {
    return sent().stream().map(one -> new DryRunRequest.Query(one.sql())).toList();
  }

  private List<Stated> sent() {
    return all.stream().filter(one -> one.problem().isEmpty()).toList();
  }

  /** Each query with its answer; none when the dry run did not come to them. */
  List<QueryReport> reports(DryRunResult dryRun) {
    List<QueryReport> reports = new ArrayList<>();
    int next = 0;
    for (Stated one : all) {
      if (one.problem().isPresent()) {
        reports.add(new QueryReport(one.source(), one.sql(), null, null, one.problem().get()));
      } else if (next < dryRun.queries().size()) {
        QueryTrial trial = dryRun.queries().get(next++);
        reports.add(
            new QueryReport(
                one.source(),
                one.sql(),
                trial.usesIndex(),
                trial.plan().orElse(null),
                trial.after().map(SqlError::message).orElse(null)));
      }
    }
    return dryRun.queries().isEmpty() ? List.of() : reports;
  }

  /** Those that can be prepared before the change and not after it. */
  List<BrokenQuery> broken(DryRunResult dryRun) {
    List<BrokenQuery> broken = new ArrayList<>();
    List<Stated> sent = sent();
    for (int i = 0; i < dryRun.queries().size(); i++) {
      QueryTrial trial = dryRun.queries().get(i);
      if (trial.isBroken()) {
        Stated one = sent.get(i);
        trial
            .after()
            .ifPresent(error -> broken.add(new BrokenQuery(one.file(), one.range(), error)));
      }
    }
    return broken;
  }
}
