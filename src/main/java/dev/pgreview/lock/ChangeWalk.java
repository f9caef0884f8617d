package dev.pgreview.lock;

import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.SourceSpan;
import dev.pgreview.migration.TextRange;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.CatalogReplay;
import dev.pgreview.schema.DataChange;
import dev.pgreview.schema.Origin;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.RoutineChange;
import dev.pgreview.schema.RoutineChange.BodyStatement;
import dev.pgreview.schema.SchemaChange;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.SqlStatement;
import dev.pgreview.schema.TableStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** The walk over the change. Mutable, for one thread. */
final class ChangeWalk {
  /**
   * Statements of called routines that are told one by one. What more are called is in the
   * prediction of their callers.
   */
  private static final int MOST_CALLED = 20_000;

  private final SessionWalk state;
  private final Function<RelationName, TableStatistics> statistics;
  private final List<AnalyzedStatement> statements = new ArrayList<>();
  private int transaction;
  private int called;

  ChangeWalk(Catalog base, Function<RelationName, TableStatistics> statistics) {
    this.state = new SessionWalk(base);
    this.statistics = statistics;
  }

  Catalog catalog() {
    return state.catalog();
  }

  List<AnalyzedStatement> statements() {
    return statements;
  }

  void walk(AnalyzedFile file) {
    LineIndex lines = new LineIndex(file.migration().up().text());
    for (ParsedSection section : file.sections()) {
      boolean block = opensBlock(section);
      if (block && !state.inBlock()) {
        transaction++;
        state.begin();
      }
      for (SqlStatement statement : section.statements()) {
        if (block && isImplicit(section) && !state.inBlock()) {
          // After a COMMIT in the text the rest of the query string is a block again.
          transaction++;
          state.begin();
        }
        statement(file.migration(), section, statement, lines);
      }
      if (block && state.inBlock()) {
        state.commit();
      }
    }
    state.endOfFile();
  }

  private static boolean isImplicit(ParsedSection section) {
    return section.section().transactionMode() == TransactionMode.IMPLICIT;
  }

  /** Whether a section runs in a transaction block that its tool or the server opens. */
  static boolean opensBlock(ParsedSection section) {
    return switch (section.section().transactionMode()) {
      case WRAPPED -> true;
      case IMPLICIT -> section.statements().size() > 1;
      case AUTOCOMMIT -> false;
    };
  }

  private void statement(
      Migration migration, ParsedSection section, SqlStatement statement, LineIndex lines) {
    SchemaChange change = statement.change();
    if (!state.inBlock()) {
      transaction++;
    }
    boolean begins =
        change instanceof SessionChange.Transaction begin
            && begin.kind() == SessionChange.TransactionKind.BEGIN;
    int index = statements.size();
    Catalog before = state.assume(change, statistics);
    SourceSpan span = lines.span(section.section().toFileRange(statement.range()));
    statements.add(
        analyzed(migration, section, statement, span, OptionalInt.empty(), begins, before));
    inner(migration, section, statement, lines, index, before);
    state.apply(change, new Origin.Change(transaction, index));
    if (change instanceof SessionChange.Transaction ended && ended.chain()) {
      transaction++;
    }
    state.size(before, statistics);
  }

  private AnalyzedStatement analyzed(
      Migration migration,
      ParsedSection section,
      SqlStatement statement,
      SourceSpan span,
      OptionalInt outer,
      boolean begins,
      Catalog before) {
    SessionSettings settings = state.session().settings();
    LockPrediction prediction =
        LockAnalyzer.analyze(statement.change(), before, settings, transaction);
    TransactionMode mode = section.section().transactionMode();
    return new AnalyzedStatement(
        statements.size(),
        outer,
        migration,
        section.section(),
        statement,
        span,
        transaction,
        state.inBlock() || begins,
        mode,
        settings,
        before,
        prediction,
        DurationModel.estimate(statement.change(), prediction, before));
  }

  /** Statements of a body that this statement runs: each sees what those before it did. */
  private void inner(
      Migration migration,
      ParsedSection section,
      SqlStatement statement,
      LineIndex lines,
      int outer,
      Catalog before) {
    boolean written = statement.change() instanceof RoutineChange.DoBlock;
    Catalog catalog = before;
    for (BodyStatement body : bodyThatRuns(statement.change(), before)) {
      if (!written && called++ >= MOST_CALLED) {
        return;
      }
      Catalog known = catalog;
      catalog = CatalogReplay.assume(catalog, body.change());
      catalog = CatalogReplay.withAssumedSizes(catalog, known, statistics);
      TextRange place = statement.range();
      if (written) {
        place = body.range().shift(statement.range().start());
      }
      SqlStatement inside = new SqlStatement(body.sql(), place, List.of(), body.change());
      SourceSpan span = lines.span(section.section().toFileRange(place));
      statements.add(
          analyzed(migration, section, inside, span, OptionalInt.of(outer), false, catalog));
      catalog = CatalogReplay.apply(catalog, body.change(), new Origin.Change(transaction, outer));
    }
  }

  private static List<BodyStatement> bodyThatRuns(SchemaChange change, Catalog before) {
    return switch (change) {
      case RoutineChange.DoBlock block -> block.body().statements();
      case RoutineChange.Call call -> body(call.procedure(), before);
      case DataChange.Select(var query) when !query.functions().isEmpty() -> {
        List<BodyStatement> all = new ArrayList<>();
        query.functions().forEach(function -> all.addAll(body(function, before)));
        yield all;
      }
      default -> List.of();
    };
  }

  /** Of one that is overloaded it is not known which runs. */
  private static List<BodyStatement> body(QualifiedName name, Catalog before) {
    List<Routine> overloads = before.routines(name);
    return overloads.size() == 1 ? overloads.getFirst().body().statements() : List.of();
  }
}
