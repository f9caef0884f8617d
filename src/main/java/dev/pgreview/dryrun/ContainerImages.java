package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images that hold a PostgreSQL server: {@code initdb} and {@code postgres} on the PATH, a shell
 * with the usual tools, and a user {@code postgres}. The official images do, and those made from
 * them.
 *
 * @param byMajor of these majors
 * @param others candidates for all other majors, best first, with {@code {major}} for the major
 */
public record ContainerImages(Map<Integer, String> byMajor, List<String> others) {
  /** The variable with which operators name images. */
  public static final String VARIABLE = "PGREVIEW_DRY_RUN_IMAGES";

  private static final String MAJOR = "{major}";

  /** The one that src/docker/postgres-image.sh makes, where somebody made it. */
  private static final List<String> STANDARD =
      List.of("pgreview/postgres:" + MAJOR, "postgres:" + MAJOR);

  public ContainerImages {
    byMajor = Map.copyOf(byMajor);
    others = List.copyOf(others);
  }

  /**
   * Reads {@code 16=postgis/postgis:16-3.5, 17=…}, separated by commas or spaces; an entry without
   * a major is for all others, with {@code {major}} in it.
   *
   * @throws IllegalArgumentException with what is wrong, for the operator
   */
  public static ContainerImages parse(String text) {
    Map<Integer, String> byMajor = new TreeMap<>();
    List<String> others = new ArrayList<>();
    for (String entry : text.strip().split("[,\\s]+")) {
      if (entry.isEmpty()) {
        continue;
      }
      int equals = entry.indexOf('=');
      if (equals < 0) {
        others.add(entry);
      } else {
        byMajor.put(major(entry.substring(0, equals), entry), entry.substring(equals + 1));
      }
    }
    return new ContainerImages(byMajor, others.isEmpty() ? STANDARD : others);
  }

  private static int major(String text, String entry) {
    try {
      int major = Integer.parseInt(text);
      if (major >= PostgresVersion.OLDEST && major <= PostgresVersion.NEWEST) {
        return major;
      }
    } catch (NumberFormatException notANumber) {
      throw wrong(entry);
    }
    throw wrong(entry);
  }

  private static IllegalArgumentException wrong(String entry) {
    return new IllegalArgumentException(
        VARIABLE
            + " has the entry `"
            + entry
            + "`; it must be MAJOR=IMAGE with a major from "
            + PostgresVersion.OLDEST
            + " to "
            + PostgresVersion.NEWEST
            + ", or an image for all with {major} in its name");
  }

  /** Names to try, best first; never empty. */
  List<String> candidates(PostgresVersion version) {
    String own = byMajor.get(version.major());
    return own != null
        ? List.of(own)
        : others.stream().map(name -> name.replace(MAJOR, "" + version.major())).toList();
  }
}
