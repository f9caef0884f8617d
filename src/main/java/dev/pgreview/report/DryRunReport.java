package dev.pgreview.report;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the dry run went.
 *
 * @param server {@code container}, {@code embedded} or {@code external}; null when skipped
 * @param postgresVersion as the server says it; null when skipped
 * @param baseFiles migrations applied before the change
 * @param baseFromCache whether their result came from a template
 * @param error what failed, with file and line; null when nothing did
 * @param skippedBecause null unless skipped
 * @param notes what the reader should know of how the result came about, one sentence each: roles
 *     that were assumed, invalid indexes left behind
 */
public record DryRunReport(
    Status status,
    @Nullable String server,
    @Nullable String postgresVersion,
    int baseFiles,
    boolean baseFromCache,
    Duration duration,
    @Nullable String error,
    @Nullable String skippedBecause,
    List<String> notes) {
  public DryRunReport {
    notes = List.copyOf(notes);
  }

  public DryRunReport(
      Status status,
      @Nullable String server,
      @Nullable String postgresVersion,
      int baseFiles,
      boolean baseFromCache,
      Duration duration,
      @Nullable String error,
      @Nullable String skippedBecause) {
    this(
        status,
        server,
        postgresVersion,
        baseFiles,
        baseFromCache,
        duration,
        error,
        skippedBecause,
        List.of());
  }

  public static DryRunReport skipped(String because) {
    return new DryRunReport(Status.SKIPPED, null, null, 0, false, Duration.ZERO, null, because);
  }

  /** How it ended. */
  public enum Status {
    APPLIED,
    FAILED,
    SKIPPED,
    TIMED_OUT;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
