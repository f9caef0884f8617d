package dev.pgreview.dryrun;

import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes away what runs made on a scratch server: databases, the role that migrated, roles that were
 * assumed.
 *
 * @param session a role's that made them
 */
record ExternalLeftovers(ExternalAddress address, ExternalSession session) {
  private static final String DATABASES =
      "SELECT datname FROM pg_database WHERE starts_with(datname, 'pgreview_run_')";
  private static final String ROLES =
      "SELECT rolname FROM pg_roles WHERE starts_with(rolname, 'pgreview_run_')";
  private static final String MARKS =
      "SELECT DISTINCT shobj_description(oid, 'pg_authid') FROM pg_roles"
          + " WHERE shobj_description(oid, 'pg_authid') LIKE 'pgreview: assumed for %'";
  private static final String ROLES_OF_RUN =
      "SELECT rolname FROM pg_roles"
          + " WHERE rolname = ? OR shobj_description(oid, 'pg_authid') = ?";

  /** Those of runs that were killed. That one cannot be removed is no error. */
  void removeDead(Instant now) throws SQLException {
    Set<String> dead = new TreeSet<>();
    for (String name : session.column(DATABASES)) {
      ExternalRunName.of(name).filter(run -> run.isDead(now)).ifPresent(r -> dead.add(r.text()));
    }
    for (String name : session.column(ROLES)) {
      ExternalRunName.of(name).filter(run -> run.isDead(now)).ifPresent(r -> dead.add(r.text()));
    }
    for (String mark : session.column(MARKS)) {
      ExternalRunName.ofMark(mark)
          .filter(run -> run.isDead(now))
          .ifPresent(r -> dead.add(r.text()));
    }
    for (String name : dead) {
      try {
        remove(ExternalRunName.of(name).orElseThrow());
      } catch (SQLException others) {
        // Made by somebody whose role this one cannot remove.
      }
    }
  }

  /** All that a run made. Its sessions are ended. */
  void remove(ExternalRunName run) throws SQLException {
    List<String> roles = session.column(ROLES_OF_RUN, run.text(), run.mark());
    for (String role : roles) {
      // A migration may have given a database to one of them, or taken us out of its own.
      tryTo("GRANT " + Identifiers.quote(role) + " TO CURRENT_USER");
    }
    for (String database : run.databases()) {
      if (!session.column("SELECT 1 FROM pg_database WHERE datname = ?", database).isEmpty()) {
        drop(database);
      }
    }
    for (String role : roles) {
      session.execute("DROP ROLE " + Identifiers.quote(role));
    }
  }

  /** Its owner may have made it a template, or left prepared transactions in it: both hold it. */
  private void drop(String database) throws SQLException {
    tryTo("ALTER DATABASE " + Identifiers.quote(database) + " IS_TEMPLATE false");
    rollBackPrepared(database);
    session.execute("DROP DATABASE IF EXISTS " + Identifiers.quote(database) + " WITH (FORCE)");
  }

  /** Who prepared a transaction may roll it back, from inside of the database. */
  private void rollBackPrepared(String database) throws SQLException {
    String of = " FROM pg_prepared_xacts WHERE database = ? ORDER BY gid";
    List<String> owners = session.column("SELECT quote_ident(owner)" + of, database);
    if (owners.isEmpty()) {
      return;
    }
    List<String> names = session.column("SELECT quote_literal(gid)" + of, database);
    String quoted = Identifiers.quote(database);
    tryTo("ALTER DATABASE " + quoted + " ALLOW_CONNECTIONS true CONNECTION LIMIT -1");
    tryTo("GRANT CONNECT ON DATABASE " + quoted + " TO CURRENT_USER");
    try (Connection connection = address.connect(database)) {
      ExternalSession inside = new ExternalSession(connection);
      for (int i = 0; i < owners.size(); i++) {
        inside.execute("SET ROLE " + owners.get(i));
        inside.execute("ROLLBACK PREPARED " + names.get(i));
      }
    }
  }

  private void tryTo(String sql) {
    try {
      session.execute(sql);
    } catch (SQLException notNeeded) {
      // What follows says so if it was.
    }
  }
}
