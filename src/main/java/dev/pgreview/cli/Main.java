package dev.pgreview.cli;

/** The process: {@code pgreview COMMAND …}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int code = PgReview.run(terminal, args);
    terminal.flush();
    System.exit(code);
  }
}
