package dev.pgreview.dryrun;

import dev.pgreview.lock.SqlError;
import java.util.List;
import java.util.Optional;

/**
 * Errors that say nothing about the migration: the disposable server cannot do, or does not allow,
 * what production's does. Then the dry run is skipped with its reason, not failed.
 */
final class ServerLimits {
  private static final String OTHER_SERVER =
      "use a container whose image has the extension (PGREVIEW_DRY_RUN, PGREVIEW_DRY_RUN_IMAGES)";

  private ServerLimits() {}

  /**
   * Why the dry run is skipped, if it is.
   *
   * @param allowed the extensions that the operator allows
   * @param absent extensions that were left out
   */
  static Optional<String> explain(
      MigrationFailure failure, List<String> allowed, AbsentExtensions absent) {
    SqlError error = failure.error();
    if (absent.mayExplain(failure.failure())) {
      return Optional.of(
          failure.place()
              + ": "
              + error.message()
              + "; this server does not have the "
              + absent.list()
              + ", which a migration makes: "
              + OTHER_SERVER);
    }
    Optional<String> extension =
        Optional.ofNullable(failure.statement())
            .flatMap(statement -> ExtensionStatement.of(statement.sql()))
            .map(ExtensionStatement::name);
    String said = failure.place() + ": " + error.message();
    return switch (error.state()) {
      case SqlErrors.FEATURE_NOT_SUPPORTED, SqlErrors.UNDEFINED_FILE ->
          extension.isPresent() || error.message().contains("extension")
              ? Optional.of(said + "; " + OTHER_SERVER)
              : Optional.empty();
      case SqlErrors.INSUFFICIENT_PRIVILEGE ->
          Optional.of(said + "; " + advice(extension, allowed));
      case SqlErrors.LIMIT_EXCEEDED -> Optional.of(said);
      case SqlErrors.OUT_OF_MEMORY ->
          Optional.of(
              said
                  + "; a process of a dry run's server may take "
                  + ServerSetup.memoryText()
                  + " of memory");
      default -> Optional.empty();
    };
  }

  /** What only a server of the run's own has: roles and databases that migrations expect. */
  static Optional<String> explainOn(Cluster cluster, MigrationFailure failure) {
    SqlError error = failure.error();
    boolean expected =
        switch (error.state()) {
          case SqlErrors.UNDEFINED_OBJECT -> error.message().startsWith("role ");
          case SqlErrors.UNDEFINED_DATABASE -> true;
          default -> false;
        };
    return expected && !cluster.isOurs()
        ? Optional.of(
            failure.place()
                + ": "
                + error.message()
                + "; on an external server no database is made for a migration that names one, and"
                + " roles only if its role has CREATEROLE")
        : Optional.empty();
  }

  private static String advice(Optional<String> extension, List<String> allowed) {
    if (extension.isEmpty()) {
      return "migrations run as a role that is no superuser here";
    }
    return allowed.contains(extension.get())
        ? "an extension under dry_run.extensions is made once, before the migrations, and cannot be"
            + " made again after it was dropped"
        : "if it may run in dry runs, name it under dry_run.extensions";
  }
}
