package dev.pgreview.config;

/**
 * A key of {@code .pgreview.yml} that is written as it should be and changes nothing yet.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param path for instance {@code dry_run.fill_rows}
 */
public record ConfigNotice(int line, int column, String path) {

  /** One line for people. */
  public String describe() {
    return line
        + ":"
        + column
        + ": notice: `"
        + path
        + "` is read and checked, and has no effect yet";
  }
}
