package dev.pgreview.render;

import dev.pgreview.lock.ConditionalEffects;
import dev.pgreview.lock.Confidence;
import dev.pgreview.lock.DurationEstimate;
import dev.pgreview.lock.LockMode;
import dev.pgreview.lock.LockPrediction;
import dev.pgreview.lock.Observation;
import dev.pgreview.lock.RelationLock;
import dev.pgreview.lock.SqlError;
import dev.pgreview.lock.TransactionRule;
import dev.pgreview.migration.LineIndex;
import dev.pgreview.migration.MigrationTool;
import dev.pgreview.migration.SourceSpan;
import dev.pgreview.migration.TextRange;
import dev.pgreview.report.Conclusion;
import dev.pgreview.report.DryRunReport;
import dev.pgreview.report.FileReport;
import dev.pgreview.report.Finding;
import dev.pgreview.report.PlanReport;
import dev.pgreview.report.QueryReport;
import dev.pgreview.report.Report;
import dev.pgreview.report.Severity;
import dev.pgreview.report.StatementReport;
import dev.pgreview.schema.PostgresVersion;
import dev.pgreview.schema.RelationName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reports made by hand that together show everything a report can hold. */
final class SampleReports {
  static final String ORDERS_SQL =
      """
      -- Amounts beyond 21 million euros do not fit an integer.
      SET lock_timeout = '2s';

      ALTER TABLE orders
        ALTER COLUMN amount TYPE bigint,
      \tADD COLUMN "größe 📦" text;
      CREATE INDEX orders_customer_idx ON orders (customer_id);
      DO $$ BEGIN EXECUTE 'UPDATE ' || 'orders SET state = 1'; END $$;
      """;

  static final String INDEX_SQL = "CREATE INDEX CONCURRENTLY items_sku_idx ON items (sku);\n";

  private SampleReports() {}

  static Map<String, Report> all() {
    Map<String, Report> all = new LinkedHashMap<>();
    all.put("risky", risky());
    all.put("safe", safe());
    all.put("empty", empty());
    all.put("lint-only", lintOnly());
    all.put("broken", broken());
    all.put("hostile", hostile());
    return all;
  }

  static SourceTexts sources() {
    return new SourceTexts(
        Map.of("db/migration/V8__orders.sql", ORDERS_SQL, "db/migration/V9__index.sql", INDEX_SQL));
  }

  /** Errors, a difference between prediction and observation, a suppression, an incomplete plan. */
  static Report risky() {
    String file = "db/migration/V8__orders.sql";
    List<StatementReport> statements =
        List.of(
            statement(0, file, ORDERS_SQL, "SET lock_timeout = '2s'", "SetParameter", 1)
                .observed(observed(0.08))
                .build(),
            statement(
                    1,
                    file,
                    ORDERS_SQL,
                    ORDERS_SQL.substring(
                        ORDERS_SQL.indexOf("ALTER TABLE"), ORDERS_SQL.indexOf(";\nCREATE")),
                    "AlterTable",
                    1)
                .predicted(
                    predicted(Confidence.CERTAIN, null)
                        .lock("orders", LockMode.ACCESS_EXCLUSIVE)
                        .rewrite("orders")
                        .scan("orders"))
                .observed(
                    observed(18.4, 0, 812.25)
                        .lock("orders", LockMode.ACCESS_EXCLUSIVE)
                        .lock("orders_pkey", LockMode.ACCESS_EXCLUSIVE)
                        .rewrite("orders")
                        .scan("orders"))
                .estimate(
                    new DurationEstimate(41, 25, 70, 12_000_000, DurationEstimate.Basis.STATS))
                .build(),
            statement(
                    2,
                    file,
                    ORDERS_SQL,
                    "CREATE INDEX orders_customer_idx ON orders (customer_id)",
                    "CreateIndex",
                    1)
                .predicted(
                    predicted(Confidence.CERTAIN, null)
                        .lock("orders", LockMode.SHARE)
                        .scan("orders"))
                .observed(observed(6.1).lock("orders", LockMode.SHARE).scan("orders"))
                .estimate(
                    new DurationEstimate(15.25, 9, 31, 12_000_000, DurationEstimate.Basis.STATS))
                .build(),
            statement(
                    3,
                    file,
                    ORDERS_SQL,
                    "DO $$ BEGIN EXECUTE 'UPDATE ' || 'orders SET state = 1'; END $$",
                    "Do",
                    1)
                .predicted(
                    predicted(
                        Confidence.UNKNOWN,
                        "It runs SQL that is put together at run time, so what it locks is not known before."))
                .observed(observed(2.5).lock("orders", LockMode.ROW_EXCLUSIVE).scan("orders"))
                .build(),
            statement(
                    4,
                    "db/migration/V9__index.sql",
                    INDEX_SQL,
                    "CREATE INDEX CONCURRENTLY items_sku_idx ON items (sku)",
                    "CreateIndex",
                    2)
                .predicted(
                    predicted(Confidence.CERTAIN, null)
                        .forbidden()
                        .lock("items", LockMode.SHARE_UPDATE_EXCLUSIVE)
                        .scan("items"))
                .observed(observed(9).lock("items", LockMode.SHARE_UPDATE_EXCLUSIVE).scan("items"))
                .estimate(
                    new DurationEstimate(125, 80, 4000, 1_000_000, DurationEstimate.Basis.ASSUMED))
                .build());
    return new Report(
        "local",
        new PostgresVersion(16),
        Conclusion.FAILURE,
        Optional.of("What is deployed: everything up to V7 (baseline in .pgreview.yml)."),
        List.of(
            new FileReport(file, MigrationTool.FLYWAY, true),
            new FileReport("db/migration/V9__index.sql", MigrationTool.FLYWAY, false)),
        statements,
        riskyFindings(file),
        new PlanReport(
            true,
            PlanReport.Status.INCOMPLETE,
            Optional.of("db/migration/migration-plan.md"),
            List.of(
                new PlanReport.Trigger(
                    "a", 1, "type change of orders.amount, which exists at the base"),
                new PlanReport.Trigger("e", 1, "public.orders is rewritten")),
            List.of(
                new PlanReport.Problem(
                    "Rollback triggers", OptionalInt.empty(), "the section is missing"),
                new PlanReport.Problem(
                    "Lock analysis", OptionalInt.of(12), "public.orders is not mentioned"))),
        new DryRunReport(
            DryRunReport.Status.APPLIED,
            "embedded",
            "16.15",
            7,
            true,
            Duration.ofMillis(412),
            null,
            null),
        List.of(
            new QueryReport(
                "db/migration/V9__index.sql:1",
                "SELECT * FROM items WHERE sku = $1",
                true,
                "Index Scan using items_sku_idx on items",
                null),
            new QueryReport(
                "queries/open.sql:1",
                "SELECT * FROM orders WHERE state = 1",
                false,
                "Seq Scan on orders  (cost=0.00..25.88 rows=6 width=36)\n  Filter: (state = 1)",
                null),
            new QueryReport("queries/other.sql:3", "SELECT 1", null, null, null),
            new QueryReport(
                "queries/other.sql:5",
                "SELECT state_text FROM orders",
                null,
                null,
                "column \"state_text\" does not exist")));
  }

  private static List<Finding> riskyFindings(String file) {
    return List.of(
        finding("alter-column-type-rewrite", Severity.ERROR, file, ORDERS_SQL)
            .at("ALTER COLUMN amount TYPE bigint")
            .statement(1)
            .says(
                "orders.amount changes from integer to bigint: the whole table is rewritten",
                "While 12,000,000 rows are written anew, nobody can read or write public.orders, and the transaction holds the lock until its end.",
                "Add a new column, fill it in batches, swap the names in a later release.\n\nALTER TABLE public.orders ADD COLUMN amount_new bigint;\n-- fill it in batches, keep it current with a trigger, then:\nALTER TABLE public.orders RENAME COLUMN amount TO amount_old;")
            .build(),
        finding("several-strong-locks", Severity.NOTICE, file, ORDERS_SQL)
            .at("ALTER TABLE orders")
            .statement(1)
            .says(
                "public.orders stays locked while a further statement runs", "", "Split the file.")
            .build(),
        finding("create-index-blocking", Severity.ERROR, file, ORDERS_SQL)
            .at("CREATE INDEX orders_customer_idx ON orders (customer_id)")
            .statement(2)
            .says(
                "Writes to public.orders wait until orders_customer_idx is built",
                "CREATE INDEX takes SHARE on the table.",
                "Build it concurrently, in a file of its own that runs outside a transaction.")
            .suggest(7, 7, "CREATE INDEX CONCURRENTLY orders_customer_idx ON orders (customer_id);")
            .build(),
        finding("dynamic-sql", Severity.WARNING, file, ORDERS_SQL)
            .at("EXECUTE 'UPDATE ' || 'orders SET state = 1'")
            .statement(3)
            .says(
                "SQL is put together at run time",
                "What it locks cannot be known from the text.",
                "Write the statement itself.")
            .build(),
        finding("unnamed-order", Severity.NOTICE, file, ORDERS_SQL)
            .at("SET lock_timeout = '2s'")
            .statement(0)
            .says("accepted", "", "")
            .suppressed("the team decided so in ADR 12")
            .build(),
        finding("migration-edited", Severity.ERROR, "db/migration/V3__orders.sql", "")
            .says(
                "V3 is deployed already and was edited",
                "Flyway refuses to start: its checksum differs.",
                "Take the edit back and write a new migration.")
            .build());
  }

  /** Nothing to say. */
  static Report safe() {
    String file = "migrations/0002_note.up.sql";
    String sql = "ALTER TABLE notes ADD COLUMN body text";
    return new Report(
        "7",
        new PostgresVersion(17),
        Conclusion.SUCCESS,
        Optional.empty(),
        List.of(new FileReport(file, MigrationTool.GOLANG_MIGRATE, true)),
        List.of(
            statement(0, file, sql, sql, "AlterTable", 1)
                .predicted(
                    predicted(Confidence.CERTAIN, null).lock("notes", LockMode.ACCESS_EXCLUSIVE))
                .observed(observed(0.9).lock("notes", LockMode.ACCESS_EXCLUSIVE))
                .build()),
        List.of(),
        PlanReport.NOT_REQUIRED,
        new DryRunReport(
            DryRunReport.Status.APPLIED,
            "embedded",
            "17.11",
            1,
            false,
            Duration.ofMillis(655),
            null,
            null),
        List.of());
  }

  /** No migration in the change. */
  static Report empty() {
    return new Report(
        "local",
        PostgresVersion.DEFAULT,
        Conclusion.SUCCESS,
        Optional.of("What is deployed: the merge base with main (3fa2b1c)."),
        List.of(),
        List.of(),
        List.of(),
        PlanReport.NOT_REQUIRED,
        DryRunReport.skipped("there is nothing to apply"),
        List.of());
  }

  /** Without a server, the plan missing. */
  static Report lintOnly() {
    String file = "db/migrate/V2__drop.sql";
    String sql = "ALTER TABLE ONLY app.users DROP COLUMN legacy_flags";
    return new Report(
        "42",
        new PostgresVersion(14),
        Conclusion.ACTION_REQUIRED,
        Optional.empty(),
        List.of(new FileReport(file, MigrationTool.PLAIN, false)),
        List.of(
            statement(0, file, sql, sql, "AlterTable", 1)
                .predicted(
                    predicted(Confidence.LIKELY, "The base is not known.")
                        .lock("users", LockMode.ACCESS_EXCLUSIVE))
                .build()),
        List.of(
            finding("drop-column", Severity.WARNING, file, sql)
                .at("DROP COLUMN legacy_flags")
                .statement(0)
                .says(
                    "app.users.legacy_flags is dropped",
                    "The running application may still read it.",
                    "Stop reading it first.")
                .build()),
        new PlanReport(
            true,
            PlanReport.Status.MISSING,
            Optional.of("db/migrate/migration-plan.md"),
            List.of(new PlanReport.Trigger("a", 0, "drop of app.users.legacy_flags")),
            List.of()),
        DryRunReport.skipped("--no-dry-run was given"),
        List.of());
  }

  /** A syntax error, and a statement that the server refused. */
  static Report broken() {
    String file = "m/002.sql";
    String text = "CREATE TABLE t (id int;\nALTER TABLE missing ADD COLUMN c int;\n";
    return new Report(
        "local",
        new PostgresVersion(18),
        Conclusion.FAILURE,
        Optional.empty(),
        List.of(new FileReport(file, MigrationTool.PLAIN, true)),
        List.of(
            statement(0, file, text, "ALTER TABLE missing ADD COLUMN c int", "AlterTable", 1)
                .predicted(
                    predicted(Confidence.LIKELY, "public.missing is not known.")
                        .lock("missing", LockMode.ACCESS_EXCLUSIVE))
                .observed(
                    new ObservationParts()
                        .millis(0.3)
                        .error(
                            new SqlError(
                                "42P01",
                                "relation \"missing\" does not exist",
                                null,
                                "Check the name.",
                                OptionalInt.of(13))))
                .build()),
        List.of(
            finding("syntax-error", Severity.ERROR, file, text)
                .at(";")
                .says(
                    "syntax error at or near \";\"",
                    "The file cannot be applied.",
                    "Correct the statement.")
                .build()),
        PlanReport.NOT_REQUIRED,
        new DryRunReport(
            DryRunReport.Status.FAILED,
            "embedded",
            "18.6",
            0,
            false,
            Duration.ofMillis(88),
            "m/002.sql:2: ERROR: relation \"missing\" does not exist",
            null),
        List.of());
  }

  /** Everything that comes from a change tries to be something else. */
  static Report hostile() {
    String attack =
        "@org/dba #1 https://evil.example www.evil.example ![x](http://e/x.png) [a](javascript:1)"
            + " <script>alert(1)</script> <!-- --> | `code` ``` ~~~ *b* _i_ $x$ &lt; \"q\" 'q' \\ %0A::error::x"
            + " ]]> \u001b[31mred\u001b[0m \u202Egnp.exe \u0000 \u200B \uD800 \r\n::error::second\tline 日本語 👩‍👩‍👧 é";
    String file = "m/@a|<b>`c`\u202E\n::error::.sql";
    String sql = "SELECT '" + attack + "'\n```\n</pre><script>alert(1)</script>";
    return new Report(
        attack,
        new PostgresVersion(17),
        Conclusion.FAILURE,
        Optional.of(attack),
        List.of(new FileReport(file, MigrationTool.PLAIN, true)),
        List.of(
            new StatementParts(0, file, new SourceSpan(1, 1, 5, 5), sql, "Query", 1)
                .predicted(
                    predicted(Confidence.LIKELY, attack)
                        .lock(attack, LockMode.ACCESS_EXCLUSIVE)
                        .rewrite(attack))
                .observed(
                    new ObservationParts()
                        .millis(1)
                        .error(new SqlError("42601", attack, attack, attack, OptionalInt.empty())))
                .build()),
        List.of(
            new Finding(
                "drop-table",
                Severity.ERROR,
                file,
                new SourceSpan(1, 9, 2, 4),
                OptionalInt.of(0),
                attack,
                attack,
                attack + "\n\n" + sql,
                Optional.of(new Finding.Suggestion(1, 2, "```suggestion\n" + attack)),
                "docs/rules/drop-table.md",
                null,
                "f1"),
            new Finding(
                "drop-table",
                Severity.WARNING,
                file,
                new SourceSpan(1, 9, 1, 12),
                OptionalInt.of(0),
                "second",
                "",
                "",
                Optional.empty(),
                "docs/rules/drop-table.md",
                attack,
                "f1")),
        new PlanReport(
            true,
            PlanReport.Status.INCOMPLETE,
            Optional.of(file),
            List.of(new PlanReport.Trigger("a", 0, attack)),
            List.of(new PlanReport.Problem(attack, OptionalInt.of(1), attack))),
        new DryRunReport(
            DryRunReport.Status.FAILED,
            "embedded",
            "17.11",
            0,
            false,
            Duration.ofMillis(88),
            attack,
            null),
        List.of(new QueryReport(attack, attack, false, attack, attack)));
  }

  static PredictionParts predicted(Confidence confidence, @Nullable String note) {
    return new PredictionParts(confidence, note);
  }

  private static ObservationParts observed(double millis) {
    return new ObservationParts().millis(millis);
  }

  private static ObservationParts observed(double millis, double reads, double writes) {
    return new ObservationParts().millis(millis).blocked(reads, writes);
  }

  private static StatementParts statement(
      int index, String file, String text, String sql, String kind, int transaction) {
    int start = text.indexOf(sql);
    SourceSpan span = new LineIndex(text).span(new TextRange(start, start + sql.length()));
    return new StatementParts(index, file, span, sql, kind, transaction);
  }

  private static FindingParts finding(String rule, Severity severity, String file, String text) {
    return new FindingParts(rule, severity, file, text);
  }

  private static RelationName relation(String name) {
    return RelationName.of(name.equals("users") ? "app" : "public", name);
  }

  static final class StatementParts {
    private final int index;
    private final String file;
    private final SourceSpan span;
    private final String sql;
    private final String kind;
    private final int transaction;
    private LockPrediction predicted = new PredictionParts(Confidence.CERTAIN, null).build();
    private Optional<Observation> observed = Optional.empty();
    private Optional<DurationEstimate> estimate = Optional.empty();

    StatementParts(
        int index, String file, SourceSpan span, String sql, String kind, int transaction) {
      this.index = index;
      this.file = file;
      this.span = span;
      this.sql = sql;
      this.kind = kind;
      this.transaction = transaction;
    }

    StatementParts predicted(PredictionParts parts) {
      predicted = parts.build();
      return this;
    }

    StatementParts observed(ObservationParts parts) {
      observed = Optional.of(parts.build());
      return this;
    }

    StatementParts estimate(DurationEstimate value) {
      estimate = Optional.of(value);
      return this;
    }

    StatementReport build() {
      return new StatementReport(
          index,
          OptionalInt.empty(),
          file,
          span,
          sql,
          kind,
          transaction,
          predicted,
          observed,
          estimate);
    }
  }

  static final class PredictionParts {
    private final Confidence confidence;
    private final @Nullable String note;
    private final List<RelationLock> locks = new ArrayList<>();
    private final TreeSet<RelationName> rewrites = new TreeSet<>();
    private final TreeSet<RelationName> scans = new TreeSet<>();
    private final TreeSet<RelationName> conditionalScans = new TreeSet<>();
    private final List<RelationLock> ifFree = new ArrayList<>();
    private TransactionRule rule = TransactionRule.ALLOWED;

    PredictionParts(Confidence confidence, @Nullable String note) {
      this.confidence = confidence;
      this.note = note;
    }

    PredictionParts lock(String name, LockMode mode) {
      locks.add(new RelationLock(relation(name), mode));
      return this;
    }

    PredictionParts rewrite(String name) {
      rewrites.add(relation(name));
      return this;
    }

    PredictionParts scan(String name) {
      scans.add(relation(name));
      return this;
    }

    /** A scan that needs rows. */
    PredictionParts scanOfRows(String name) {
      conditionalScans.add(relation(name));
      return scan(name);
    }

    PredictionParts lockIfFree(String name, LockMode mode) {
      ifFree.add(new RelationLock(relation(name), mode));
      return this;
    }

    PredictionParts forbidden() {
      rule = TransactionRule.FORBIDDEN;
      return this;
    }

    LockPrediction build() {
      return new LockPrediction(
          locks,
          rewrites,
          scans,
          rule,
          confidence,
          Optional.ofNullable(note),
          new ConditionalEffects(
              List.of(), new TreeSet<>(), conditionalScans, new TreeSet<>(), ifFree));
    }
  }

  static final class ObservationParts {
    private final List<RelationLock> locks = new ArrayList<>();
    private final TreeSet<RelationName> rewrites = new TreeSet<>();
    private final TreeSet<RelationName> scans = new TreeSet<>();
    private Duration took = Duration.ZERO;
    private Duration reads = Duration.ZERO;
    private Duration writes = Duration.ZERO;
    private Optional<SqlError> error = Optional.empty();

    ObservationParts millis(double millis) {
      took = Duration.ofNanos((long) (millis * 1e6));
      return this;
    }

    ObservationParts blocked(double readsMillis, double writesMillis) {
      reads = Duration.ofNanos((long) (readsMillis * 1e6));
      writes = Duration.ofNanos((long) (writesMillis * 1e6));
      return this;
    }

    ObservationParts lock(String name, LockMode mode) {
      locks.add(new RelationLock(relation(name), mode));
      return this;
    }

    ObservationParts rewrite(String name) {
      rewrites.add(relation(name));
      return this;
    }

    ObservationParts scan(String name) {
      scans.add(relation(name));
      return this;
    }

    ObservationParts error(SqlError value) {
      error = Optional.of(value);
      return this;
    }

    Observation build() {
      return new Observation(locks, rewrites, scans, took, reads, writes, error);
    }
  }

  static final class FindingParts {
    private final String rule;
    private final Severity severity;
    private final String file;
    private final String text;
    private SourceSpan span = new SourceSpan(1, 1, 1, 1);
    private OptionalInt statement = OptionalInt.empty();
    private String message = "";
    private String why = "";
    private String fix = "";
    private Optional<Finding.Suggestion> suggestion = Optional.empty();
    private @Nullable String suppressed;

    FindingParts(String rule, Severity severity, String file, String text) {
      this.rule = rule;
      this.severity = severity;
      this.file = file;
      this.text = text;
    }

    FindingParts at(String place) {
      int start = text.indexOf(place);
      span = new LineIndex(text).span(new TextRange(start, start + place.length()));
      return this;
    }

    FindingParts statement(int index) {
      statement = OptionalInt.of(index);
      return this;
    }

    FindingParts says(String what, String whyItHurts, String whatToDo) {
      message = what;
      why = whyItHurts;
      fix = whatToDo;
      return this;
    }

    FindingParts suggest(int from, int to, String sql) {
      suggestion = Optional.of(new Finding.Suggestion(from, to, sql));
      return this;
    }

    FindingParts suppressed(String reason) {
      suppressed = reason;
      return this;
    }

    Finding build() {
      return new Finding(
          rule,
          severity,
          file,
          span,
          statement,
          message,
          why,
          fix,
          suggestion,
          "docs/rules/" + rule + ".md",
          suppressed,
          Integer.toHexString((rule + file + span).hashCode()));
    }
  }
}
