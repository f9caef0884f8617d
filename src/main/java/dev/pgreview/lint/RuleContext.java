package dev.pgreview.lint;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.Persistence;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.SessionChange;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.schema.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What rules may ask: the analysed change, the configuration, sizes of tables. */
public final class RuleContext {
  /** A table that the change makes counts like a deployed one when the change fills it so far. */
  private static final long FILLED_ROWS = 10_000;

  private final ChangeAnalysis analysis;
  private final ReviewConfig config;
  private final Map<RelationName, TableStatistics> stats;
  private final Map<Integer, Observation> observations;
  private final List<DetectionNotice> notices;
  private final List<BrokenQuery> brokenQueries;
  private final Map<Integer, List<AnalyzedStatement>> transactions = new LinkedHashMap<>();
  private final Map<String, List<AnalyzedStatement>> files = new LinkedHashMap<>();
  private final Map<String, List<AnalyzedStatement>> settings = new LinkedHashMap<>();

  public RuleContext(LintRequest request) {
    this.analysis = request.analysis();
    this.config = request.config();
    this.stats = request.statistics();
    this.observations = request.observations();
    this.notices = request.notices();
    this.brokenQueries = request.brokenQueries();
    for (AnalyzedStatement statement : analysis.statements()) {
      transactions
          .computeIfAbsent(statement.transaction(), number -> new ArrayList<>())
          .add(statement);
      files.computeIfAbsent(statement.path(), path -> new ArrayList<>()).add(statement);
      if (statement.statement().change() instanceof SessionChange.SetVariable) {
        settings.computeIfAbsent(statement.path(), path -> new ArrayList<>()).add(statement);
      }
    }
  }

  /** Stated queries that the dry run could prepare before the change and not after it. */
  public List<BrokenQuery> brokenQueries() {
    return brokenQueries;
  }

  /** What the detection says of the files. */
  public List<DetectionNotice> notices() {
    return notices;
  }

  /** What the dry run saw of a statement; empty without one, or when it was not reached. */
  public Optional<Observation> observation(AnalyzedStatement statement) {
    return Optional.ofNullable(observations.get(statement.index()));
  }

  public ChangeAnalysis analysis() {
    return analysis;
  }

  public ReviewConfig config() {
    return config;
  }

  public PostgresVersion version() {
    return analysis.version();
  }

  /** The statements of each transaction, in order. */
  public Collection<List<AnalyzedStatement>> transactions() {
    return transactions.values();
  }

  /** The statements of the transaction that a statement runs in, in order. */
  public List<AnalyzedStatement> transactionOf(AnalyzedStatement statement) {
    return transactions.getOrDefault(statement.transaction(), List.of());
  }

  /** The statements of each changed file, in order. */
  public Collection<List<AnalyzedStatement>> files() {
    return files.values();
  }

  /** The statements of the file that a statement stands in, in order. */
  public List<AnalyzedStatement> fileOf(AnalyzedStatement statement) {
    return files.getOrDefault(statement.path(), List.of());
  }

  /** The statements SET of the file that a statement stands in, in order. */
  public List<AnalyzedStatement> settingsOf(AnalyzedStatement statement) {
    return settings.getOrDefault(statement.path(), List.of());
  }

  /** All statements of the change that run after one. */
  public List<AnalyzedStatement> after(AnalyzedStatement statement) {
    List<AnalyzedStatement> all = analysis.statements();
    return all.subList(statement.index() + 1, all.size());
  }

  /** The catalog that a statement leaves. */
  public Catalog catalogAfter(AnalyzedStatement statement) {
    List<AnalyzedStatement> later = after(statement);
    return later.isEmpty() ? analysis.after() : later.getFirst().before();
  }

  /** All statements of the change that run before one. */
  public List<AnalyzedStatement> before(AnalyzedStatement statement) {
    return analysis.statements().subList(0, statement.index());
  }

  /**
   * Whether what a statement names is in use: there before the change, or made by the change and
   * filled. What nothing is known of is taken to be in use; temporary tables never are.
   */
  public boolean inUse(AnalyzedStatement statement, QualifiedName name) {
    Catalog before = statement.before();
    return before.relation(name).map(relation -> inUse(before, relation)).orElse(true);
  }

  /** As {@link #inUse(AnalyzedStatement, QualifiedName)}, by full name. */
  public boolean inUse(AnalyzedStatement statement, RelationName name) {
    Catalog before = statement.before();
    return before.relation(name).map(relation -> inUse(before, relation)).orElse(true);
  }

  private static boolean inUse(Catalog catalog, Relation relation) {
    if (relation.persistence() == Persistence.TEMPORARY) {
      return false;
    }
    if (relation.origin().isBase()) {
      return true;
    }
    return switch (relation) {
      case Table table -> table.statistics().rows() > FILLED_ROWS;
      case Index index -> catalog.table(index.table()).filter(t -> inUse(catalog, t)).isPresent();
      case View _, Sequence _ -> false;
    };
  }

  /** Locks of a statement that stop reads or writes of relations in use, strongest first. */
  public List<RelationLock> blocking(AnalyzedStatement statement) {
    return statement.prediction().locks().stream()
        .filter(lock -> lock.mode().blocksWrites())
        .filter(lock -> inUse(statement, lock.relation()))
        .filter(lock -> !isRetired(statement, lock.relation()))
        .toList();
  }

  /** Concurrent forms lock an index exclusively only when no query can use it any more. */
  private static boolean isRetired(AnalyzedStatement statement, RelationName relation) {
    return statement.prediction().inTransaction() == TransactionRule.FORBIDDEN
        && statement.before().relation(relation).filter(Index.class::isInstance).isPresent();
  }

  /**
   * The lock_timeout in effect before a statement; empty when there is none or it is switched off.
   */
  public Optional<Duration> lockTimeout(AnalyzedStatement statement) {
    return statement.settings().time("lock_timeout").filter(Duration::isPositive);
  }

  /** A table's size before a statement: measured, or what configuration assumes. */
  public TableStatistics statistics(AnalyzedStatement statement, RelationName table) {
    Optional<TableStatistics> known =
        statement.before().table(table).map(Table::statistics).or(() -> measured(table));
    return known.orElseGet(
        () ->
            new TableStatistics(
                config.assume().rows(), 0, config.assume().writesPerSecond(), true));
  }

  private Optional<TableStatistics> measured(RelationName table) {
    return Optional.ofNullable(stats.get(table));
  }
}
