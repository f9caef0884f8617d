package dev.pgreview.sql;

import dev.pgreview.migration.SqlSection;
import dev.pgreview.migration.TransactionMode;
import dev.pgreview.schema.ParsedSection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How fast text becomes statements. The figures are in docs/performance.md; to take them again,
 * after {@code mvn test-compile}, with the test class path: {@code java org.openjdk.jmh.Main
 * dev.pgreview.sql.ParserBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 4, time = 3)
public class ParserBenchmark {
  /** Of src/test/resources/sql/statements.sql. */
  private static final int STATEMENTS = 91;

  private static final int SCRIPT_MEGABYTES = 20;

  private final PgQueryPool pool = new PgQueryPool(1);
  private final SqlParser sqlParser = new SqlParser(pool);
  private List<byte[]> encoded = List.of();
  private SqlSection section = SqlSection.verbatim("", 0, TransactionMode.AUTOCOMMIT);
  private String script = "";

  /** Checks that the constant, which JMH wants, is right. */
  @Setup(Level.Trial)
  public void prepare() {
    List<String> statements = SampleStatements.ALL;
    if (statements.size() != STATEMENTS) {
      throw new IllegalStateException("there are " + statements.size() + " statements");
    }
    encoded = statements.stream().map(sql -> sql.getBytes(StandardCharsets.UTF_8)).toList();
    String all = String.join(";\n", statements) + ";\n";
    section = SqlSection.verbatim(all, 0, TransactionMode.AUTOCOMMIT);
    script = all.repeat((SCRIPT_MEGABYTES << 20) / all.length());
  }

  /** Statements per second from text to PostgreSQL's tree as JSON text. */
  @Benchmark
  @OperationsPerInvocation(STATEMENTS)
  public void parseToJson(Blackhole blackhole, Instances instances) {
    for (byte[] sql : encoded) {
      blackhole.consume(instances.instance.parse(sql));
    }
  }

  /** Statements per second from text to PostgreSQL's tree. */
  @Benchmark
  @OperationsPerInvocation(STATEMENTS)
  public void parseToTree(Blackhole blackhole) throws SqlSyntaxException {
    pool.<Boolean, SqlSyntaxException>run(
        parser -> {
          for (String sql : SampleStatements.ALL) {
            blackhole.consume(parser.parse(sql));
          }
          return true;
        });
  }

  /** Statements per second from a script to schema changes. */
  @Benchmark
  @OperationsPerInvocation(STATEMENTS)
  public ParsedSection parseToSchemaChanges() {
    return sqlParser.parse(section);
  }

  /** Megabytes per second that are cut into statements. */
  @Benchmark
  @OperationsPerInvocation(SCRIPT_MEGABYTES)
  public Object split() {
    return StatementSplitter.split(script);
  }

  /** Instances per second. */
  @Benchmark
  public Object instantiate() {
    return new PgQueryInstance();
  }

  /** An instance belongs to one thread. */
  @State(Scope.Thread)
  public static class Instances {
    final PgQueryInstance instance = new PgQueryInstance();
  }
}
