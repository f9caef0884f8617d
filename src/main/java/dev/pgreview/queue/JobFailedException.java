package dev.pgreview.queue;

import org.jspecify.annotations.Nullable;

/** Carries a job's checked exception through db-scheduler. */
final class JobFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  JobFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
