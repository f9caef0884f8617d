package dev.pgreview.cli.doctor;

import dev.pgreview.dryrun.DataDirectory;
import dev.pgreview.dryrun.PostgresBinaries;
import dev.pgreview.dryrun.ServerUnavailableException;
import dev.pgreview.dryrun.ServerUser;
import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where pgreview keeps things, and the PostgreSQL programs in it. */
public final class DataFolder {
  /** Programs and templates of all majors take about this. */
  private static final long ENOUGH_BYTES = 1L << 30;

  private static final String ADVICE =
      "set PGREVIEW_DATA_DIR to a folder that can be written to, with 1 GB of room";

  private final Map<String, String> environment;

  /**
   * @param environment of which PGREVIEW_DATA_DIR counts
   */
  public DataFolder(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether it can be written to, and how much room there is. */
  public CheckResult folder() {
    try {
      Path root = directory().root();
      Path probe = Files.createTempFile(root, "doctor", ".tmp");
      Files.delete(probe);
      long free = Files.getFileStore(root).getUsableSpace();
      String text = root + ", " + size(free) + " free";
      return free < ENOUGH_BYTES
          ? CheckResult.wrong(text, "less than 1 GB: make room, or " + ADVICE)
          : CheckResult.good(text);
    } catch (ServerUnavailableException unusable) {
      return CheckResult.stops(String.valueOf(unusable.getMessage()));
    } catch (IOException unwritable) {
      return CheckResult.stops("cannot be written to: " + unwritable.getMessage(), ADVICE);
    }
  }

  private static String size(long bytes) {
    return bytes >= ENOUGH_BYTES ? (bytes >> 30) + " GB" : (bytes >> 20) + " MB";
  }

  /** Which majors can be started without a download. */
  public CheckResult programs() {
    try {
      PostgresBinaries binaries =
          new PostgresBinaries(directory(), PostgresBinaries.standardMavenRepository());
      String here = majors(binaries::isLocal);
      String missing = majors(version -> !binaries.isLocal(version));
      if (missing.isEmpty()) {
        return CheckResult.good("programs of " + here + " are on this machine");
      }
      return CheckResult.wrong(
          (here.isEmpty() ? "no programs are" : "only programs of " + here + " are")
              + " on this machine",
          missing + ": downloaded with mvn when first needed; without a network copy the jars");
    } catch (ServerUnavailableException unusable) {
      return CheckResult.wrong("not looked for: the data folder cannot be used");
    }
  }

  private static String majors(Predicate<PostgresVersion> wanted) {
    return IntStream.rangeClosed(PostgresVersion.OLDEST, PostgresVersion.NEWEST)
        .mapToObj(PostgresVersion::new)
        .filter(wanted)
        .map(version -> Integer.toString(version.major()))
        .collect(Collectors.joining(", "));
  }

  private DataDirectory directory() throws ServerUnavailableException {
    return DataDirectory.standard(environment, ServerUser.current());
  }
}
