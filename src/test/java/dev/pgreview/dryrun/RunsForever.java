package dev.pgreview.dryrun;

import static dev.pgreview.migration.TransactionMode.AUTOCOMMIT;

import dev.pgreview.report.DryRunReport;
import java.nio.file.Path;

/**
 * A process for other tests: makes dry runs in an installation until it is killed, or as often as
 * it is told. Prints {@code run} before each and what came of it.
 */
final class RunsForever {
  private RunsForever() {}

  /** Arguments: root of the installation, how many runs, whether each has a base of its own. */
  public static void main(String[] arguments) throws Exception {
    TestInstallation installation = new TestInstallation(Path.of(arguments[0]));
    int runs = Integer.parseInt(arguments[1]);
    boolean ownBase = Boolean.parseBoolean(arguments[2]);
    try (ServerDryRunner runner = installation.runner()) {
      for (int i = 0; i < runs; i++) {
        System.out.println("run");
        DryRunReport report =
            runner
                .run(
                    Requests.on(16)
                        .base("CREATE TABLE t" + (ownBase ? i : 0) + " (id int PRIMARY KEY)")
                        .change(
                            AUTOCOMMIT,
                            "CREATE INDEX CONCURRENTLY ON t" + (ownBase ? i : 0) + " (id)")
                        .request())
                .report();
        System.out.println(report.status() + " " + report.error() + " " + report.skippedBecause());
      }
    }
  }
}
