package dev.pgreview.detect.source;

import java.util.regex.Pattern;

/**
 * A folder, file or glob of the configuration; {@code *} stays in a folder, {@code **} does not.
 */
public final class Globs {
  private final String folder;
  private final Pattern pattern;

  private Globs(String folder, Pattern pattern) {
    this.folder = folder;
    this.pattern = pattern;
  }

  /** A path without wildcards means the file or all that is below the folder. */
  public static Globs of(String glob) {
    int wildcard = firstWildcard(glob);
    String folder = wildcard < 0 ? glob : RepositoryPath.folder(glob.substring(0, wildcard) + "x");
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        pattern.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        pattern.append(".*");
        i++;
      } else if (c == '*') {
        pattern.append("[^/]*");
      } else if (c == '?') {
        pattern.append("[^/]");
      } else {
        pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    pattern.append(glob.isEmpty() ? ".*" : "(?:/.*)?");
    return new Globs(folder, Pattern.compile(pattern.toString()));
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
    return pattern.matcher(path).matches();
  }
}
