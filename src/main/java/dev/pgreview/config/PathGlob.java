package dev.pgreview.config;

/**
 * A pattern for paths with {@code /}: {@code *} and {@code ?} stay within one folder, {@code **}
 * crosses them, {@code **}{@code /} also stands for no folder at all; a pattern that ends with
 * {@code /} means all below that folder. Every other character means itself.
 *
 * <p>Takes time proportional to the lengths of pattern and path, whatever the pattern.
 */
public final class PathGlob {
  private static final char ANY_IN_FOLDER = '\uE000';
  private static final char ONE_IN_FOLDER = '\uE001';
  private static final char ANY = '\uE002';
  private static final char FOLDERS = '\uE003';

  /** The pattern with each wildcard as one character. */
  private final String steps;

  private PathGlob(String steps) {
    this.steps = steps;
  }

  public static PathGlob of(String glob) {
    String whole = glob.endsWith("/") ? glob + "**" : glob;
    StringBuilder steps = new StringBuilder();
    int i = whole.startsWith("./") ? 2 : 0;
    while (i < whole.length()) {
      if (whole.startsWith("**/", i)) {
        steps.append(FOLDERS);
        i += 3;
      } else if (whole.startsWith("**", i)) {
        steps.append(ANY);
        i += 2;
      } else {
        char c = whole.charAt(i++);
        steps.append(c == '*' ? ANY_IN_FOLDER : c == '?' ? ONE_IN_FOLDER : c);
      }
    }
    return new PathGlob(steps.toString());
  }

  public boolean matches(String path) {
    int length = path.length();
    // reached[i]: the steps so far match the first i characters.
    boolean[] reached = new boolean[length + 1];
    reached[0] = true;
    for (int s = 0; s < steps.length(); s++) {
      reached = step(steps.charAt(s), path, reached);
    }
    return reached[length];
  }

  private static boolean[] step(char step, String path, boolean[] before) {
    boolean[] after = new boolean[before.length];
    boolean open = false;
    for (int i = 0; i < before.length; i++) {
      char previous = i == 0 ? '/' : path.charAt(i - 1);
      switch (step) {
        case ANY -> {
          open |= before[i];
          after[i] = open;
        }
        case FOLDERS -> {
          after[i] = before[i] || (open && previous == '/');
          open |= before[i];
        }
        case ANY_IN_FOLDER -> {
          open = before[i] || (open && previous != '/');
          after[i] = open;
        }
        case ONE_IN_FOLDER -> after[i] = i > 0 && before[i - 1] && previous != '/';
        default -> after[i] = i > 0 && before[i - 1] && previous == step;
      }
    }
    return after;
  }
}
