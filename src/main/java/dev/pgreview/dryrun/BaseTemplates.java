package dev.pgreview.dryrun;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Clusters to which a base was applied, so that it is not applied again: the least recently used
 * ones go when there are too many.
 *
 * @param directory shared with the empty templates
 * @param mostBytes of all of them together
 */
record BaseTemplates(Path directory, long mostBytes) {
  static final long STANDARD_BYTES = 1L << 30;

  /** Nobody copies from what was not used for so long. */
  private static final Duration IN_USE = Duration.ofMinutes(10);

  /** One template may take a quarter of the room. */
  private static final long LARGEST_SHARE = 4;

  private static final Pattern NAME = Pattern.compile("[0-9.]+-base-[0-9a-f]{32}");

  /**
   * A cluster with the first files of a base.
   *
   * @param files how many
   * @param notes what was assumed when they were applied
   */
  record Found(ClusterTemplate template, int files, List<String> notes) {}

  /** The longest part of the base that is there. */
  Optional<Found> longest(String version, List<String> keys) throws IOException {
    for (int files = keys.size(); files > 0; files--) {
      Path place = place(version, keys.get(files - 1));
      if (ClusterTemplate.exists(place)) {
        ClusterTemplate template = ClusterTemplate.read(place);
        template.markUsed();
        List<String> notes = Files.readAllLines(place.resolve(ClusterTemplate.NOTES));
        return Optional.of(new Found(template, files, notes));
      }
    }
    return Optional.empty();
  }

  /** The key of the base that was used last; empty when there is none. */
  Optional<String> mostRecent(String version) throws IOException {
    String prefix = version + "-base-";
    return all().stream()
        .filter(place -> place.getFileName().toString().startsWith(prefix))
        .max(Comparator.comparing(ClusterTemplate::lastUsed))
        .map(place -> place.getFileName().toString().substring(prefix.length()));
  }

  Optional<ClusterTemplate> template(String version, String key) throws IOException {
    Path place = place(version, key);
    return ClusterTemplate.exists(place)
        ? Optional.of(ClusterTemplate.read(place))
        : Optional.empty();
  }

  /**
   * Stops the server, keeps its cluster under the key and starts it again. A folder that cannot be
   * written to keeps nothing.
   */
  void save(EmbeddedServer server, String version, String key, List<String> notes)
      throws IOException, ServerUnavailableException {
    Path place = place(version, key);
    FileLocks.Held lock;
    try {
      lock = ClusterTemplates.lock(directory);
    } catch (IOException readOnly) {
      return; // The base is applied again next time.
    }
    try (lock) {
      if (!ClusterTemplate.exists(place)) {
        server.stopCleanly();
        try {
          if (FileTrees.size(server.data()) <= mostBytes / LARGEST_SHARE) {
            ClusterTemplates.save(server, place, notes);
          }
        } catch (IOException | ServerUnavailableException noRoom) {
          // The base is applied again next time.
        } finally {
          server.restart();
        }
        removeOld(place);
      }
    }
  }

  private void removeOld(Path kept) throws IOException {
    List<Path> places = all();
    places.sort(Comparator.comparing(ClusterTemplate::lastUsed).reversed());
    Instant unused = Instant.now().minus(IN_USE);
    long bytes = 0;
    for (Path place : places) {
      bytes += FileTrees.size(place);
      boolean old = ClusterTemplate.lastUsed(place).isBefore(unused);
      if (bytes > mostBytes && old && !place.equals(kept)) {
        ClusterTemplates.remove(place);
      }
    }
  }

  private List<Path> all() throws IOException {
    List<Path> places = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*-base-*")) {
        for (Path place : entries) {
          if (NAME.matcher(place.getFileName().toString()).matches()) {
            places.add(place);
          }
        }
      }
    }
    return places;
  }

  private Path place(String version, String key) {
    return directory.resolve(version + "-base-" + key);
  }
}
