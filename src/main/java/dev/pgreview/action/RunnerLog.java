package dev.pgreview.action;

import java.io.PrintStream;
import java.util.UUID;

/**
 * The step's log. The runner takes lines that begin with {@code ::} for commands: what comes from a
 * pull request is printed where it takes none (GitHub documentation, "Stopping and starting
 * workflow commands").
 */
final class RunnerLog {
  private final PrintStream out;

  RunnerLog(PrintStream out) {
    this.out = out;
  }

  /** A text with parts of the change in it. */
  void untrusted(String text) {
    String token = "pgreview-" + UUID.randomUUID();
    out.println("::stop-commands::" + token);
    out.println(text);
    out.println("::" + token + "::");
    out.flush();
  }

  /** Workflow commands, made by us and escaped. */
  void commands(String commands) {
    out.print(commands);
    out.flush();
  }

  void notice(String text) {
    commands("::notice title=pgreview::" + escaped(text) + "\n");
  }

  void warning(String text) {
    commands("::warning title=pgreview::" + escaped(text) + "\n");
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
