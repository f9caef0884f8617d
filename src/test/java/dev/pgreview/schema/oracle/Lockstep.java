package dev.pgreview.schema.oracle;

import dev.pgreview.dryrun.testing.TestDatabase;
import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.lock.ChangeAnalysis;
import dev.pgreview.lock.ChangeAnalysis.AnalyzedFile;
import dev.pgreview.lock.ChangeAnalyzer;
import dev.pgreview.lock.ChangeInput;
import dev.pgreview.lock.Confidence;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ParsedSection;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.TableStatistics;
import dev.pgreview.sql.SqlParser;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Statements that run on a real server and in the replay, one after the other. The replay is told
 * what the server made of them: what it refuses is left out, and the COMMIT of a transaction that
 * failed is the ROLLBACK that it is.
 */
final class Lockstep implements AutoCloseable {
  private static final SqlParser PARSER = new SqlParser();

  private final int major;
  private final TestDatabase database;
  private final ServerFacts server;
  private List<List<ParsedSection>> deployed = List.of();

  /** In files: a transaction is in one, everything else is by itself. */
  private List<List<ParsedSection>> accepted = new ArrayList<>();

  private boolean sameFile;

  Lockstep(int major) throws SQLException {
    this.major = major;
    this.database = TestPostgres.major(major).freshDatabase();
    this.server = new ServerFacts(database);
  }

  static ParsedSection parse(String sql) {
    return PARSER.parse(SqlSection.verbatim(sql, 0, TransactionMode.AUTOCOMMIT));
  }

  /** Runs one statement on both; the server's message when it refuses it. */
  Optional<String> run(String sql) throws SQLException {
    ParsedSection parsed = parse(sql);
    if (!parsed.problems().isEmpty() || parsed.statements().size() != 1) {
      return Optional.of("not one statement: " + parsed.problems());
    }
    boolean open = inTransaction();
    boolean failed = failed();
    try {
      database.execute(sql);
    } catch (SQLException e) {
      if (open && !inTransaction()) {
        // A COMMIT that deferred constraints forbid.
        accept(parse("ROLLBACK"));
      }
      return Optional.of(String.valueOf(e.getMessage()));
    }
    accept(failed && !inTransaction() ? parse("ROLLBACK") : parsed);
    return Optional.empty();
  }

  private void accept(ParsedSection statement) throws SQLException {
    if (!sameFile) {
      accepted.add(new ArrayList<>());
    }
    accepted.getLast().add(statement);
    sameFile = inTransaction();
  }

  private TransactionState state() throws SQLException {
    return database.connection().unwrap(BaseConnection.class).getTransactionState();
  }

  boolean inTransaction() throws SQLException {
    return state() != TransactionState.IDLE;
  }

  boolean failed() throws SQLException {
    return state() == TransactionState.FAILED;
  }

  /** Takes what ran so far as deployed, and what follows as the change. */
  void deploy() {
    deployed = accepted;
    accepted = new ArrayList<>();
  }

  /** The first column of a query in the session that runs the statements. */
  List<String> column(String query) throws SQLException {
    return database.column(query).stream().map(String::valueOf).toList();
  }

  /** What the server has. */
  Facts facts() throws SQLException {
    return server.read();
  }

  /** What is accepted so far; what was deployed is its base. */
  ChangeAnalysis analysis() {
    return analyze(deployed, accepted);
  }

  private ChangeAnalysis analyze(
      List<List<ParsedSection>> base, List<List<ParsedSection>> changed) {
    TableStatistics assumed = new TableStatistics(1_000_000, 0, 10, true);
    return ChangeAnalyzer.analyze(
        new ChangeInput(
            new PostgresVersion(major),
            base.stream().map(Lockstep::file).toList(),
            changed.stream().map(Lockstep::file).toList(),
            Map.of(),
            assumed));
  }

  private static AnalyzedFile file(List<ParsedSection> sections) {
    StringBuilder text = new StringBuilder();
    List<ParsedSection> placed = new ArrayList<>();
    for (ParsedSection section : sections) {
      String sql = section.section().sql();
      placed.add(
          new ParsedSection(
              SqlSection.verbatim(sql, text.length(), TransactionMode.AUTOCOMMIT),
              section.statements(),
              section.problems()));
      text.append(sql).append(";\n");
    }
    MigrationScript script =
        new MigrationScript(
            "script.sql", text.toString(), placed.stream().map(ParsedSection::section).toList());
    return new AnalyzedFile(
        new Migration(MigrationTool.PLAIN, MigrationKind.VERSIONED, "", script, Optional.empty()),
        placed);
  }

  /** In what the known schema and the server differ now, outside any transaction. */
  List<String> differences() throws SQLException {
    ChangeAnalysis asChange = analysis();
    boolean mayMiss =
        asChange.statements().stream()
            .anyMatch(s -> s.prediction().confidence() == Confidence.UNKNOWN);
    Facts real = server.read();
    List<String> differences =
        new ArrayList<>(CatalogFacts.of(asChange.after()).differences(real, mayMiss));
    Catalog asBase = analyze(accepted, List.of()).after();
    for (String difference : CatalogFacts.of(asBase).differences(real, mayMiss)) {
      if (!differences.contains(difference)) {
        differences.add("as base: " + difference);
      }
    }
    return differences;
  }

  @Override
  public void close() throws SQLException {
    server.close();
    database.close();
  }
}
