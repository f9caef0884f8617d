package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.PostgresVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sends migrations' statements as they stand, but for those that only a superuser may run and that
 * do no harm here: attributes of roles that nobody logs in with, owners of objects, publications of
 * all tables, and extensions that the operator allows.
 */
final class StatementSender {
  private static final Pattern MAKES_ROLE =
      Pattern.compile("(?is).*\\bcreate\\s+(role|user|group)\\b.*");
  private static final Pattern NEEDS_SUPERUSER =
      Pattern.compile(
          "(?i)\\G((?:[^'\"a-z_]|'(?:[^']|'')*'|\"[^\"]*\"|(?!(?:superuser|replication|bypassrls)\\b)[a-z_][\\w$]*)*)"
              + "\\b(?:superuser|replication|bypassrls)\\b");

  /** Up to 15 the role that makes a role is no member of it and could give nothing to it. */
  private static final String ROLES_TO_JOIN =
      "SELECT pg_catalog.quote_ident(rolname) FROM pg_catalog.pg_roles WHERE NOT rolsuper"
          + " AND rolname NOT LIKE 'pg\\_%' AND NOT pg_catalog.pg_has_role('"
          + ClusterTemplate.MIGRATOR
          + "', oid, 'MEMBER') AND NOT pg_catalog.pg_has_role(oid, '"
          + ClusterTemplate.MIGRATOR
          + "', 'MEMBER')";

  private final MigrationSession session;
  private final Connection superuser;
  private final PostgresVersion version;
  private final Set<String> extensions;

  StatementSender(
      MigrationSession session,
      Connection superuser,
      PostgresVersion version,
      List<String> extensions) {
    this.session = session;
    this.superuser = superuser;
    this.version = version;
    this.extensions = new HashSet<>(extensions);
  }

  void send(DryRunRequest.Statement statement) throws SQLException {
    String sql = statement.sql();
    if (StatementText.createdExtension(sql).filter(extensions::contains).isPresent()) {
      createExtension(statement);
    } else if (StatementText.isPublication(sql) || StatementText.onlyChangesOwner(sql)) {
      asSuperuser(() -> session.execute(statement));
    } else if (StatementText.changesRole(sql)) {
      session.execute(withoutSuperuserAttributes(sql));
    } else {
      session.execute(statement);
    }
    if (!version.atLeast(16) && MAKES_ROLE.matcher(sql).matches()) {
      joinNewRoles();
    }
  }

  /**
   * SUPERUSER, REPLICATION and BYPASSRLS taken out, outside of quotes; NOSUPERUSER and the like
   * stay, as anybody may say them.
   */
  static String withoutSuperuserAttributes(String sql) {
    return NEEDS_SUPERUSER.matcher(sql).replaceAll("$1");
  }

  /** What the extension's script does is what it would do if the extension were marked trusted. */
  private void createExtension(DryRunRequest.Statement statement) throws SQLException {
    String extension = StatementText.createdExtension(statement.sql()).orElseThrow();
    boolean maybeThere =
        statement.sql().matches("(?is)create\\s+extension\\s+if\\s+not\\s+exists.*");
    asSuperuser(
        () -> {
          if (!maybeThere) {
            // Made beforehand by us, which is not what the migration expects.
            session.execute("DROP EXTENSION IF EXISTS " + Identifiers.quote(extension));
          }
          session.execute(statement);
        });
  }

  /** Runs something. */
  @FunctionalInterface
  private interface Sending {
    void run() throws SQLException;
  }

  /** For this one statement, which is known to run no code of the migration's. */
  private void asSuperuser(Sending sending) throws SQLException {
    administer("ALTER ROLE " + ClusterTemplate.MIGRATOR + " SUPERUSER");
    try {
      sending.run();
    } finally {
      administer("ALTER ROLE " + ClusterTemplate.MIGRATOR + " NOSUPERUSER");
    }
  }

  private void joinNewRoles() throws SQLException {
    List<String> roles =
        session.query(
            ROLES_TO_JOIN,
            rows -> {
              List<String> names = new ArrayList<>();
              while (rows.next()) {
                names.add(rows.getString(1));
              }
              return names;
            });
    for (String role : roles) {
      session.execute("GRANT " + role + " TO " + ClusterTemplate.MIGRATOR);
    }
  }

  private void administer(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }
}
