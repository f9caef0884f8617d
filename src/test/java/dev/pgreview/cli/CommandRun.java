package dev.pgreview.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A command that was run in this process.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int code, String out, String err) {

  /** Runs a command in a folder, with nothing on standard input and no environment. */
  static CommandRun in(Path folder, String... args) {
    return new Setup(folder).run(args);
  }

  static Setup setup(Path folder) {
    return new Setup(folder);
  }

  /** What the command finds around it. */
  static final class Setup {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private byte[] input = {};
    private boolean terminal;

    Setup(Path folder) {
      this.folder = folder.toAbsolutePath();
    }

    Setup input(String text) {
      return input(text.getBytes(StandardCharsets.UTF_8));
    }

    Setup input(byte[] bytes) {
      input = bytes;
      return this;
    }

    Setup environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Setup onTerminal() {
      terminal = true;
      return this;
    }

    CommandRun run(String... args) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      Terminal seen =
          new Terminal(
              new ByteArrayInputStream(input),
              new PrintStream(out, false, StandardCharsets.UTF_8),
              new PrintStream(err, false, StandardCharsets.UTF_8),
              environment,
              folder,
              terminal,
              terminal,
              100);
      int code = PgReview.run(seen, args);
      seen.flush();
      return new CommandRun(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
