package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A migration's session in the hands of an attacker: all that a dry run does around its statements
 * happens, but nothing that fails ends it. {@link #breaches} says what was reached.
 */
final class HostileSession implements AutoCloseable {
  /**
   * What the attacker brings. Whatever runs with a superuser's rights says so in the server's log,
   * which no rollback takes back; what was read by them goes to loot.
   */
  private static final List<String> TRAPS =
      List.of(
          "CREATE TABLE public.loot (what text)",
          "GRANT ALL ON public.loot TO PUBLIC",
          "CREATE FUNCTION public.trap() RETURNS boolean LANGUAGE plpgsql AS $$"
              + " BEGIN"
              + " IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN"
              + " RAISE LOG 'trapped: ran as %', current_user;"
              + " END IF; RETURN true; END $$",
          "CREATE FUNCTION public.trap(anyelement) RETURNS anyelement LANGUAGE plpgsql IMMUTABLE AS"
              + " $$ BEGIN PERFORM public.trap(); RETURN $1; END $$",
          "CREATE TABLE public.victim (id int PRIMARY KEY, a text)");

  /** Roles, rights and owners that only a superuser can have given to a migration. */
  private static final String HELD =
      """
      SELECT 'superuser ' || rolname FROM pg_roles WHERE rolsuper AND oid <> 10
      UNION ALL
      SELECT 'member of ' || r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
        WHERE m.roleid = 10 OR r.rolname IN ('pg_read_server_files', 'pg_write_server_files',
          'pg_execute_server_program', 'pg_create_subscription')
      UNION ALL
      SELECT 'owner of ' || oid::regprocedure FROM pg_proc WHERE oid < 16384 AND proowner <> 10
      UNION ALL
      SELECT 'owner of ' || oid::regclass FROM pg_class WHERE oid < 16384 AND relowner <> 10
      UNION ALL
      SELECT 'owner of ' || oid::regtype FROM pg_type WHERE oid < 16384 AND typowner <> 10
      UNION ALL
      SELECT 'owner of ' || oid::regoperator FROM pg_operator WHERE oid < 16384 AND oprowner <> 10
      UNION ALL
      SELECT 'owner of schema ' || nspname FROM pg_namespace WHERE oid < 16384 AND nspowner <> 10
        AND nspname <> 'public'
      UNION ALL
      SELECT 'owner of language ' || lanname FROM pg_language WHERE lanowner <> 10
        AND oid < 16384 AND lanname <> 'plpgsql'
      UNION ALL
      SELECT 'owner of database ' || datname FROM pg_database WHERE datdba <> 10
        AND datname IN ('template1', 'postgres')
      UNION ALL
      SELECT 'owner of tablespace ' || spcname FROM pg_tablespace WHERE spcowner <> 10
      UNION ALL
      SELECT 'superuser''s ' || oid::regprocedure FROM pg_proc p WHERE oid >= 16384
        AND proowner = 10 AND pronamespace <> 11
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      UNION ALL
      SELECT 'superuser''s ' || oid::regclass FROM pg_class p WHERE oid >= 16384
        AND relowner = 10 AND relkind IN ('r', 'v', 'm', 'p', 'S', 'f')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      UNION ALL
      SELECT 'superuser''s ' || n.nspname FROM pg_namespace n WHERE oid >= 16384
        AND nspowner = 10 AND nspname NOT LIKE 'pg\\_%'
      UNION ALL
      SELECT 'subscription ' || subname FROM pg_subscription
      UNION ALL
      SELECT 'event trigger ' || evtname FROM pg_event_trigger
      UNION ALL
      SELECT 'function in pg_catalog: ' || oid::regprocedure FROM pg_proc WHERE oid >= 16384
        AND pronamespace = 11 AND proowner <> 10
      UNION ALL
      SELECT 'loot: ' || what FROM public.loot
      """;

  private final TestServer.Running running;
  private final Connection observer;
  private final MigrationSession session;
  private final LockTracer tracer;
  private final Repairs repairs;
  private final List<String> refusals = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  private HostileSession(
      TestServer.Running running, PostgresVersion version, List<String> extensions)
      throws SQLException {
    this.running = running;
    DryRunServer server = running.server();
    MigrationRun run = new MigrationRun(server, server.database(), version, extensions, _ -> {});
    try {
      run.createExtensions();
    } catch (ServerUnavailableException missing) {
      throw new SQLException(missing);
    }
    this.observer = server.connectAsObserver(server.database());
    this.session = new MigrationSession(server.connectAsMigrator(server.database()));
    StatementSender sender =
        new StatementSender(session, version, AbsentExtensions.NONE, server.cluster());
    this.tracer =
        new LockTracer(
            session,
            observer,
            sender,
            server.cluster().isOurs()
                ? new WatchedExecution(session, observer, sender, version)
                : new UnwatchedExecution(sender));
    this.repairs = new Repairs(observer, server.cluster());
  }

  /** On a server of its own, with the traps laid. */
  static HostileSession on(TestServer place, String... extensions) throws Exception {
    HostileSession hostile = on(place.start(), place.version(), extensions);
    hostile.lay(List.of("CREATE ROLE attacker"));
    return hostile;
  }

  /** On a server that is there, whose migrations may make no roles. */
  static HostileSession on(
      TestServer.Running running, PostgresVersion version, String... extensions)
      throws SQLException {
    try {
      HostileSession hostile = new HostileSession(running, version, List.of(extensions));
      hostile.lay(TRAPS);
      return hostile;
    } catch (SQLException | RuntimeException failure) {
      running.close();
      throw failure;
    }
  }

  private void lay(List<String> traps) throws SQLException {
    run(traps);
    if (!refusals.isEmpty()) {
      throw new IllegalStateException(refusals.toString());
    }
  }

  /** How a migration reaches its own server, in libpq's words. */
  String ownServer() {
    return running.server() instanceof EmbeddedServer embedded
        ? "host=127.0.0.1 port=" + embedded.port()
        : "host=" + ContainerIsolation.SOCKET;
  }

  /** Sends the statements, each as a dry run does; what is refused is noted. */
  HostileSession run(List<String> statements) throws SQLException {
    for (String sql : statements) {
      for (int attempt = 0; attempt < 3; attempt++) {
        try {
          tracer.run(new DryRunRequest.Statement(OptionalInt.of(0), sql, 1, ""));
          break;
        } catch (SQLException refusal) {
          if (session.inFailedTransaction()) {
            session.execute("ROLLBACK");
          }
          if (!isRepaired(refusal)) {
            refusals.add(sql + " -- " + refusal.getMessage());
            refused.add(sql);
            break;
          }
        }
      }
    }
    return this;
  }

  private boolean isRepaired(SQLException refused) {
    try {
      return repairs.repair(refused);
    } catch (SQLException impossible) {
      return false;
    }
  }

  /** What was not done, with PostgreSQL's words. */
  List<String> refusals() {
    return refusals;
  }

  /** The statements that were not done. */
  List<String> refused() {
    return refused;
  }

  /** What a migration must not reach; empty when all is well. */
  Set<String> breaches() throws SQLException {
    if (session.inTransaction()) {
      session.execute("COMMIT");
    }
    Set<String> found = new TreeSet<>();
    try (Statement statement = observer.createStatement();
        ResultSet rows = statement.executeQuery(HELD)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    running.server().log().lines().filter(l -> l.contains("trapped: ")).forEach(found::add);
    return found;
  }

  @Override
  public void close() throws SQLException {
    try (running) {
      session.close();
      observer.close();
    }
  }
}
