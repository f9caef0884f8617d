package dev.pgreview.cli;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the process that runs it.
 *
 * @param out UTF-8 whatever the locale: reports are read by programs
 * @param directory the working directory
 * @param outIsTerminal whether somebody watches {@code out}
 * @param errIsTerminal whether somebody watches {@code err}
 * @param width of the terminal in cells
 */
public record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    boolean outIsTerminal,
    boolean errIsTerminal,
    int width) {
  private static final int BUFFER = 1 << 16;
  private static final int DEFAULT_WIDTH = 120;

  public Terminal {
    environment = Map.copyOf(environment);
  }

  /**
   * The terminal of this process. Java cannot tell whether a stream is one; the launcher can, and
   * says so in system properties.
   */
  static Terminal ofProcess() {
    return new Terminal(
        new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Boolean.getBoolean("pgreview.terminal.out"),
        Boolean.getBoolean("pgreview.terminal.err"),
        Integer.getInteger("pgreview.terminal.width", DEFAULT_WIDTH));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new StandardOutput(new FileOutputStream(descriptor));
  }

  /**
   * A path as the user wrote it, from the working directory.
   *
   * @throws CommandFailure when this system has no such paths
   */
  Path resolve(String path) {
    try {
      return directory.resolve(path).normalize();
    } catch (InvalidPathException e) {
      throw new CommandFailure(
          "`"
              + path
              + "` cannot be a path here: "
              + e.getReason()
              + "; with letters beyond ASCII set LC_ALL to a locale of UTF-8, such as C.UTF-8",
          e);
    }
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
