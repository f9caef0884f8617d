package dev.pgreview.review;

import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.PostgresVersion;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What to apply.
 *
 * @param base deployed migrations in order; applied fast, untraced
 * @param changed the change, traced statement by statement
 * @param queries prepared before the change and explained after it; never run
 * @param extensions that the operator allows, made before as superuser
 * @param timeout for everything
 * @param progress told what is being done, one short line each
 */
public record DryRunRequest(
    PostgresVersion version,
    List<Script> base,
    List<Script> changed,
    List<Query> queries,
    List<String> extensions,
    Duration timeout,
    Consumer<String> progress) {
  public DryRunRequest {
    base = List.copyOf(base);
    changed = List.copyOf(changed);
    queries = List.copyOf(queries);
    extensions = List.copyOf(extensions);
  }

  /** Without queries. */
  public DryRunRequest(
      PostgresVersion version,
      List<Script> base,
      List<Script> changed,
      List<String> extensions,
      Duration timeout,
      Consumer<String> progress) {
    this(version, base, changed, List.of(), extensions, timeout, progress);
  }

  /**
   * A query that the application sends.
   *
   * @param sql one statement, without a semicolon; parameters are {@code $1} and so on
   */
  public record Query(String sql) {}

  /** A migration's way up. */
  public record Script(String path, List<Section> sections) {
    public Script {
      sections = List.copyOf(sections);
    }
  }

  /** Statements that the tool sends in one way. */
  public record Section(TransactionMode mode, List<Statement> statements) {
    public Section {
      statements = List.copyOf(statements);
    }
  }

  /**
   * A statement.
   *
   * @param index of the statement in the report; empty for base statements
   * @param line in its file, from 1, for messages
   * @param copyData rows that follow COPY … FROM stdin; empty for none
   */
  public record Statement(OptionalInt index, String sql, int line, String copyData) {}
}
