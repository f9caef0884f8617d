package dev.pgreview.detect.source;

import dev.pgreview.config.PathGlob;

/** A folder, file or glob of the configuration; a folder means all that is below it. */
public final class LocationGlob {
  private final String folder;
  private final PathGlob itself;
  private final PathGlob below;

  private LocationGlob(String folder, PathGlob itself, PathGlob below) {
    this.folder = folder;
    this.itself = itself;
    this.below = below;
  }

  public static LocationGlob of(String glob) {
    int wildcard = firstWildcard(glob);
    String folder = wildcard < 0 ? glob : RepositoryPath.folder(glob.substring(0, wildcard) + "x");
    return new LocationGlob(
        folder, PathGlob.of(glob), PathGlob.of(glob.isEmpty() ? "**" : glob + "/**"));
  }

  private static int firstWildcard(String glob) {
    for (int i = 0; i < glob.length(); i++) {
      if (glob.charAt(i) == '*' || glob.charAt(i) == '?') {
        return i;
      }
    }
    return -1;
  }

  /** The folder before the first wildcard. */
  public String folder() {
    return folder;
  }

  public boolean matches(String path) {
    return itself.matches(path) || below.matches(path);
  }
}
