package dev.pgreview.config;

import java.util.regex.Pattern;

/**
 * A pattern for paths with {@code /}: {@code *} and {@code ?} stay within one folder, {@code **}
 * crosses them; a pattern that ends with {@code /} means all below that folder.
 */
public final class PathGlob {
  private final Pattern pattern;

  private PathGlob(Pattern pattern) {
    this.pattern = pattern;
  }

  public static PathGlob of(String glob) {
    String whole = glob.endsWith("/") ? glob + "**" : glob;
    StringBuilder regex = new StringBuilder();
    int i = whole.startsWith("./") ? 2 : 0;
    while (i < whole.length()) {
      char c = whole.charAt(i);
      if (whole.startsWith("**/", i)) {
        regex.append("(?:[^/]*/)*");
        i += 3;
      } else if (whole.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
        i++;
      }
    }
    return new PathGlob(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }
}
