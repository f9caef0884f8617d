package dev.pgreview.dryrun;

import dev.pgreview.lock.SqlError;
import java.util.Optional;

/**
 * Errors that say nothing about the migration: the disposable server cannot do, or does not allow,
 * what production's does. Then the dry run is skipped with its reason, not failed.
 */
final class ServerLimits {
  private ServerLimits() {}

  static Optional<String> explain(MigrationFailure failure) {
    SqlError error = failure.error();
    Optional<String> extension =
        Optional.ofNullable(failure.statement())
            .flatMap(statement -> StatementText.createdExtension(statement.sql()));
    String said = failure.place() + ": " + error.message();
    return switch (error.state()) {
      case SqlErrors.FEATURE_NOT_SUPPORTED, SqlErrors.UNDEFINED_FILE ->
          extension.isPresent() || error.message().contains("extension")
              ? Optional.of(
                  said
                      + "; use a container whose image has the extension, or an external server"
                      + " (PGREVIEW_DRY_RUN)")
              : Optional.empty();
      case SqlErrors.INSUFFICIENT_PRIVILEGE ->
          extension.isPresent()
              ? Optional.of(said + "; if it may run in dry runs, name it under dry_run.extensions")
              : Optional.of(said + "; migrations run as a role that is no superuser here");
      case SqlErrors.DISK_FULL -> Optional.of(said);
      default -> Optional.empty();
    };
  }
}
