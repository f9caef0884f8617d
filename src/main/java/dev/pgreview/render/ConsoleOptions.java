package dev.pgreview.render;

/**
 * How the console report looks.
 *
 * @param colours whether to use ANSI colours
 * @param width of the terminal in cells, 40 or more
 */
public record ConsoleOptions(boolean colours, int width) {
  /** What a log or a file gets. */
  public static final ConsoleOptions PLAIN = new ConsoleOptions(false, 120);

  private static final int NARROWEST = 40;

  public ConsoleOptions {
    width = Math.max(NARROWEST, width);
  }

  Paint paint() {
    return new Paint(colours);
  }

  /** Prose is hard to read in long lines. */
  int proseWidth() {
    return Math.min(width, 100);
  }
}
