package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.Documents;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells PostgreSQL's migrations from those of other databases in the same repository. In this
 * order: the tool's own file that names the database; syntax that only PostgreSQL has; the folder's
 * path ({@code migrations/mysql}); syntax that PostgreSQL does not have; the drivers in the nearest
 * manifest. What nothing speaks against is PostgreSQL.
 */
final class Dialect {
  private static final Set<String> POSTGRES =
      Set.of(
          "postgres",
          "postgresql",
          "pg",
          "pgsql",
          "psql",
          "pgx",
          "timescale",
          "timescaledb",
          "cockroach",
          "cockroachdb",
          "crdb",
          "yugabyte",
          "supabase",
          "postgis");
  private static final Set<String> OTHER =
      Set.of(
          "mysql",
          "mariadb",
          "sqlite",
          "sqlite3",
          "mssql",
          "sqlserver",
          "oracle",
          "h2",
          "hsqldb",
          "derby",
          "db2",
          "clickhouse",
          "cassandra",
          "mongodb",
          "mongo",
          "snowflake",
          "bigquery",
          "spanner",
          "tidb",
          "duckdb",
          "libsql",
          "scylla",
          "vertica",
          "singlestore",
          "firebird");

  /** Several databases in one folder, told apart by the names of the files, as with pop. */
  private static final Pattern FILE_OF_POSTGRES =
      Pattern.compile(".*\\.(postgres|postgresql|cockroach)\\..*");

  static final Pattern FILE_OF_OTHER =
      Pattern.compile(".*\\.(mysql|mariadb|sqlite3?|mssql|sqlserver)\\..*");
  private static final Pattern ONLY_POSTGRES =
      Pattern.compile(
          "\\bplpgsql\\b|\\bTIMESTAMPTZ\\b|\\bJSONB\\b|\\bBYTEA\\b|\\bTSVECTOR\\b"
              + "|\\bUSING\\s+\"?(gin|gist|btree|brin)\\b|\\bCREATE\\s+EXTENSION\\b|\\w::\\w"
              + "|\\bINDEX\\s+CONCURRENTLY\\b|\\bNOT\\s+VALID\\b|\\b(text|integer|uuid)\\[\\]"
              + "|\\bAS\\s+ENUM\\b",
          Pattern.CASE_INSENSITIVE);

  /** Also said by people who write for SQLite and MySQL. */
  private static final Pattern RATHER_POSTGRES =
      Pattern.compile("\\b(BIG|SMALL)?SERIAL\\b|\\bRETURNING\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_POSTGRES =
      Pattern.compile(
          "`\\w+`|\\bENGINE\\s*=|\\bAUTO_?INCREMENT\\b|\\bPRAGMA\\s|\\bWITHOUT\\s+ROWID\\b"
              + "|\\bN?VARCHAR2?\\s*\\(\\s*MAX\\b|\\bNVARCHAR\\b|\\bVARCHAR2\\b|\\bIDENTITY\\s*\\(\\s*1"
              + "|\\bMergeTree\\b|\\b(?!COLUMN\\b|ADD\\b)\\w+\"?\\s+DATETIME\\b|\\bUNSIGNED\\b|\\bTINYINT\\b|\\b(MEDIUM|LONG)TEXT\\b"
              + "|\\bINSERT\\s+OR\\s+(IGNORE|REPLACE)\\b|(?m)^GO\\s*$"
              + "|\\bstrftime\\s*\\(|\\bjulianday\\s*\\(|\\w\\s+BLOB\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern COMMENTS_AND_STRINGS =
      Pattern.compile("--[^\\n]*|/\\*[\\s\\S]*?(?:\\*/|\\z)|'[^'\\n]*'");

  /** Of each file that many characters: who writes for another database shows it soon. */
  private static final int SAMPLE = 64 << 10;

  private static final Pattern POSTGRES_DRIVER =
      Pattern.compile(
          "(?m)lib/pq|jackc/pgx|\"pg\"|\"postgres\"|@neondatabase|@vercel/postgres|org\\.postgresql"
              + "|psycopg|asyncpg|postgrex|tokio-postgres|^gem ['\"]pg['\"]"
              + "|^\\s*(sqlx|diesel)\\b.*postgres");
  private static final Pattern OTHER_DRIVER =
      Pattern.compile(
          "(?m)go-sql-driver/mysql|mattn/go-sqlite3|modernc\\.org/sqlite|\"mysql2?\"|\"sqlite3\""
              + "|better-sqlite3|libsql|mysql-connector|\\bmyxql\\b|ecto_sqlite3"
              + "|^\\s*(sqlx|diesel)\\b.*(sqlite|mysql)");

  private Dialect() {}

  static boolean isPostgres(SqlFolder folder, Manifests manifests) {
    Optional<String> named = namedByTool(folder.tree(), folder.path());
    if (named.isPresent()) {
      return POSTGRES.contains(named.get().toLowerCase(Locale.ROOT));
    }
    List<String> samples =
        folder.samples().stream()
            .map(s -> s.substring(0, Math.min(s.length(), SAMPLE)))
            .map(s -> COMMENTS_AND_STRINGS.matcher(s).replaceAll(" "))
            .toList();
    if (folder.has(FILE_OF_POSTGRES)) {
      return true;
    }
    Optional<Boolean> byPath = byPath(folder.path());
    boolean postgresSyntax = samples.stream().anyMatch(s -> ONLY_POSTGRES.matcher(s).find());
    boolean otherSyntax = samples.stream().anyMatch(s -> NOT_POSTGRES.matcher(s).find());
    boolean otherPath = byPath.isPresent() && !byPath.get();
    if (otherPath && otherSyntax) {
      return false;
    }
    if (postgresSyntax || byPath.orElse(false)) {
      return true;
    }
    if (otherPath || otherSyntax) {
      return false;
    }
    return samples.stream().anyMatch(s -> RATHER_POSTGRES.matcher(s).find())
        || byDrivers(folder, manifests);
  }

  /** Prisma's lock file, Drizzle's journal, Sqitch's configuration. */
  private static Optional<String> namedByTool(SourceTree tree, String folder) {
    Optional<String> prisma =
        tree.text(RepositoryPath.resolve(folder, "migration_lock.toml"))
            .map(Documents::toml)
            .map(lock -> lock.get("provider"))
            .map(String::valueOf);
    Optional<String> drizzle =
        tree.text(RepositoryPath.resolve(folder, "meta/_journal.json"))
            .flatMap(Documents::json)
            .map(journal -> journal.get("dialect"))
            .map(String::valueOf);
    return prisma.or(() -> drizzle);
  }

  /** What the deepest segment that names a database says. */
  private static Optional<Boolean> byPath(String folder) {
    List<String> segments = List.of(folder.toLowerCase(Locale.ROOT).split("/"));
    for (String segment : segments.reversed()) {
      List<String> words = Arrays.asList(segment.split("[^a-z0-9]+"));
      boolean postgres = words.stream().anyMatch(word -> names(word, POSTGRES));
      boolean other = words.stream().anyMatch(word -> names(word, OTHER));
      if (postgres != other) {
        return Optional.of(postgres);
      }
    }
    return Optional.empty();
  }

  /** The word itself, or one that a long name ends: {@code riversqlite}. */
  private static boolean names(String word, Set<String> databases) {
    return databases.contains(word)
        || databases.stream().anyMatch(name -> name.length() > 4 && word.endsWith(name));
  }

  private static boolean byDrivers(SqlFolder folder, Manifests manifests) {
    for (String manifest : manifests.above(folder.path())) {
      String text = folder.tree().source(manifest).text();
      if (POSTGRES_DRIVER.matcher(text).find()) {
        return true;
      }
      if (OTHER_DRIVER.matcher(text).find()) {
        return false;
      }
    }
    return true;
  }
}
