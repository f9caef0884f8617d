package dev.pgreview.cli;

import dev.pgreview.server.Server;
import dev.pgreview.server.ServiceLog;
import dev.pgreview.server.SettingsException;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code pgreview serve}: the GitHub App's service, until it is told to stop. */
@Command(
    name = "serve",
    description = "Run the GitHub App's service.",
    footer = {"", "It is configured by environment variables: docs/operating.md."})
final class ServeCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;

  ServeCommand(Terminal terminal) {
    this.out = terminal.out();
    this.err = terminal.err();
  }

  @Override
  public Integer call() throws InterruptedException {
    ServiceLog.to(out);
    while (true) {
      Server server = start();
      Thread stop = Thread.ofPlatform().unstarted(server::close);
      Runtime.getRuntime().addShutdownHook(stop);
      if (server.isSettingUp()) {
        err.println("pgreview: not set up yet; open http://localhost:" + server.port() + "/setup");
      } else {
        err.println("pgreview: listening on port " + server.port());
      }
      err.flush();
      server.awaitRestart();
      Runtime.getRuntime().removeShutdownHook(stop);
      server.close();
    }
  }

  private static Server start() {
    try {
      return Server.start(Map.of());
    } catch (SettingsException wrong) {
      throw new CommandFailure(String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
