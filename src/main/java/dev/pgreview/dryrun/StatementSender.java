package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.PostgresVersion;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends migrations' statements as they stand, but for those that production's migrating role may
 * run and ours, which is no superuser, may not. These are put into statements that it may run, or
 * into calls of {@link SuperuserFunctions}; the session never gets a superuser's rights.
 */
final class StatementSender {
  private static final Pattern MAKES_ROLE =
      Pattern.compile("(?is).*\\bcreate\\s+(role|user|group)\\b.*");

  private static final Set<String> SUPERUSER_ATTRIBUTES =
      Set.of("superuser", "replication", "bypassrls");

  private static final Pattern CREATE_DENIED =
      Pattern.compile("permission denied for (schema|database) (.+)");

  /** Up to 15 the role that makes a role is no member of it and could give nothing to it. */
  private static final String ROLES_TO_JOIN =
      "SELECT pg_catalog.quote_ident(rolname) FROM pg_catalog.pg_roles WHERE NOT rolsuper"
          + " AND NOT pg_catalog.starts_with(rolname::pg_catalog.text, 'pg_')"
          + " AND NOT pg_catalog.pg_has_role('"
          + ClusterTemplate.MIGRATOR
          + "', oid, 'MEMBER') AND NOT pg_catalog.pg_has_role(oid, '"
          + ClusterTemplate.MIGRATOR
          + "', 'MEMBER')";

  private final MigrationSession session;
  private final PostgresVersion version;
  private final AbsentExtensions absent;
  private final Cluster cluster;

  StatementSender(
      MigrationSession session, PostgresVersion version, AbsentExtensions absent, Cluster cluster) {
    this.session = session;
    this.version = version;
    this.absent = absent;
    this.cluster = cluster;
  }

  void send(DryRunRequest.Statement statement) throws SQLException {
    String sql = statement.sql();
    Optional<ExtensionStatement> extension = ExtensionStatement.of(sql);
    Optional<WidePublication> publication = WidePublication.of(sql);
    Optional<OwnerStatement> owner = OwnerStatement.of(sql);
    if (extension.isPresent()) {
      boolean there =
          absent.leavesOut(extension.get())
              || ExtensionsBeforehand.appear(extension.get(), session);
      if (!there) {
        session.execute(statement);
      }
    } else if (publication.isPresent() && cluster.hasSuperuserFunctions()) {
      session.execute(SuperuserFunctions.publish(publication.get()));
    } else if (owner.isPresent()) {
      changeOwner(statement, owner.get().newOwner());
    } else if (StatementText.changesRole(sql)) {
      session.execute(withoutSuperuserAttributes(sql));
    } else {
      session.execute(statement);
    }
    if (!version.atLeast(16) && cluster.isOurs() && MAKES_ROLE.matcher(sql).matches()) {
      joinNewRoles();
    }
  }

  /**
   * SUPERUSER, REPLICATION and BYPASSRLS taken out; NOSUPERUSER and the like stay, as anybody may
   * say them.
   */
  static String withoutSuperuserAttributes(String sql) {
    StringBuilder kept = new StringBuilder(sql);
    for (SqlWords.Word word : SqlWords.of(sql).orElse(List.of()).reversed()) {
      boolean attribute =
          word.kind() == SqlWords.Kind.PLAIN && SUPERUSER_ATTRIBUTES.contains(word.text());
      if (attribute) {
        kept.delete(word.start(), word.end());
      }
    }
    return kept.toString();
  }

  /**
   * The new owner must be allowed to make objects where the object is, unless a superuser changes
   * it (documentation, "ALTER TABLE"): he is, for this one statement.
   */
  private void changeOwner(DryRunRequest.Statement statement, String newOwner) throws SQLException {
    boolean savepoint = session.inTransaction();
    if (savepoint) {
      session.execute("SAVEPOINT pgreview_owner");
    }
    try {
      session.execute(statement);
    } catch (SQLException refused) {
      Matcher denied = CREATE_DENIED.matcher(SqlErrors.of(refused).message());
      if (!SqlErrors.state(refused).equals(SqlErrors.INSUFFICIENT_PRIVILEGE) || !denied.matches()) {
        throw refused;
      }
      if (savepoint) {
        session.execute("ROLLBACK TO SAVEPOINT pgreview_owner");
      }
      String right = "CREATE ON " + denied.group(1) + " " + Identifiers.quote(denied.group(2));
      session.execute("GRANT " + right + " TO " + Identifiers.quote(newOwner));
      session.execute(statement);
      session.execute("REVOKE " + right + " FROM " + Identifiers.quote(newOwner));
    }
    if (savepoint) {
      session.execute("RELEASE SAVEPOINT pgreview_owner");
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
}
