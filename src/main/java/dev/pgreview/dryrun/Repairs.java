package dev.pgreview.dryrun;

import dev.pgreview.schema.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts on the disposable server what migrations expect of production and do not make themselves:
 * roles and databases that they name, and their tool's own table. Each is made when a statement
 * fails for want of it, so that the names are PostgreSQL's own reading of the statement, also of
 * dynamic SQL; the report says which were assumed.
 */
final class Repairs {
  private static final Pattern ROLE_MISSING = Pattern.compile("role \"(.+)\" does not exist");
  private static final Pattern TABLE_MISSING =
      Pattern.compile("relation \"(?:public\\.)?(\\w+)\" does not exist");
  private static final Pattern DATABASE_MISSING =
      Pattern.compile("database \"(.+)\" does not exist");
  private static final Pattern NOT_A_MEMBER =
      Pattern.compile(
          "(?:must be member of role|must be able to SET ROLE|permission denied to set role"
              + "|permission denied to grant role|must have admin option on role) \"(.+)\"");

  private final Connection superuser;
  private final Cluster cluster;
  private final Set<String> roles = new LinkedHashSet<>();
  private final Set<String> joined = new HashSet<>();
  private final Set<String> databases = new LinkedHashSet<>();
  private final Set<String> tables = new LinkedHashSet<>();

  Repairs(Connection superuser, Cluster cluster) {
    this.superuser = superuser;
    this.cluster = cluster;
  }

  /** Whether something was put there, so that the transaction is worth another try. */
  boolean repair(SQLException failure) throws SQLException {
    String message = SqlErrors.of(failure).message();
    return switch (SqlErrors.state(failure)) {
      case SqlErrors.UNDEFINED_OBJECT -> makeRole(ROLE_MISSING.matcher(message));
      case SqlErrors.UNDEFINED_TABLE -> makeToolTable(TABLE_MISSING.matcher(message));
      case SqlErrors.UNDEFINED_DATABASE -> makeDatabase(DATABASE_MISSING.matcher(message));
      case SqlErrors.INSUFFICIENT_PRIVILEGE -> joinRole(NOT_A_MEMBER.matcher(message));
      default -> false;
    };
  }

  /** What was assumed, one sentence each; empty for nothing. */
  List<String> assumptions() {
    List<String> sentences = new ArrayList<>();
    if (!roles.isEmpty()) {
      sentences.add(
          "Roles that no migration makes were assumed: " + String.join(", ", roles) + ".");
    }
    if (!databases.isEmpty()) {
      sentences.add(
          "Databases that the migrations name were assumed: " + String.join(", ", databases) + ".");
    }
    if (!tables.isEmpty()) {
      sentences.add(
          "Tables that the tool makes for itself were assumed: " + String.join(", ", tables) + ".");
    }
    return sentences;
  }

  /** By name alone: the message may be made up, and what is made is written down here. */
  private boolean makeToolTable(Matcher missing) throws SQLException {
    Optional<String> creation =
        missing.find() ? ToolTables.creation(missing.group(1)) : Optional.empty();
    if (creation.isEmpty() || tables.contains(missing.group(1))) {
      return false;
    }
    try {
      execute(creation.get());
    } catch (SQLException taken) {
      return false; // It is there, out of sight of the search_path, or the schema is gone.
    }
    execute("ALTER TABLE public." + missing.group(1) + " OWNER TO " + cluster.migrator());
    return tables.add(missing.group(1));
  }

  private boolean makeRole(Matcher missing) throws SQLException {
    if (!missing.find()) {
      return false;
    }
    String role = missing.group(1);
    boolean made =
        !role.startsWith("pg_") && !roles.contains(role) && cluster.makeRole(role, superuser);
    if (!made) {
      return false;
    }
    roles.add(role);
    join(role);
    return true;
  }

  private boolean makeDatabase(Matcher missing) throws SQLException {
    boolean made =
        missing.find()
            && !databases.contains(missing.group(1))
            && cluster.makeDatabase(missing.group(1), superuser);
    return made && databases.add(missing.group(1));
  }

  /** Production's migrating role is often a superuser, who may give tables to any role. */
  private boolean joinRole(Matcher refused) throws SQLException {
    if (!refused.find()) {
      return false;
    }
    String role = refused.group(1);
    // The message may be made up by the migration: the catalog says what the role is.
    if (!cluster.mayJoin(role, superuser) || !joined.add(role)) {
      return false;
    }
    join(role);
    return true;
  }

  private void join(String role) throws SQLException {
    execute(
        "GRANT " + Identifiers.quote(role) + " TO " + cluster.migrator() + " WITH ADMIN OPTION");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }
}
