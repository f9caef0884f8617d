package dev.pgreview.cli;

import dev.pgreview.cli.doctor.CheckResult;
import dev.pgreview.cli.doctor.DataFolder;
import dev.pgreview.cli.doctor.DockerEngine;
import dev.pgreview.cli.doctor.GitHubCredentials;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code pgreview doctor}: what works here. */
@Command(
    name = "doctor",
    description = {
      "Say what works on this machine, and what to do about what does not.",
      "",
      "It applies a migration to a real PostgreSQL. Exit code 0 when reviews work here, 2"
          + " otherwise.",
      ""
    })
final class DoctorCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int LABEL = 12;

  private final Terminal terminal;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    boolean works = true;
    for (Map.Entry<String, Supplier<CheckResult>> check : checks().entrySet()) {
      CheckResult result = check.getValue().get();
      print(check.getKey(), result);
      works &= result.level() != CheckResult.Level.STOPS;
    }
    if (!works) {
      throw new CommandFailure("reviews do not work here: see the lines that begin with ✗");
    }
    terminal.out().println("\nReviews work here.");
    return ExitCodes.OK;
  }

  /** In the order in which one thing needs another. */
  private Map<String, Supplier<CheckResult>> checks() {
    DataFolder data = new DataFolder(terminal.environment());
    ReviewHere here = new ReviewHere(terminal);
    Map<String, Supplier<CheckResult>> checks = new LinkedHashMap<>();
    checks.put("Java", DoctorCommand::java);
    checks.put("Parser", here::parser);
    checks.put("Data folder", data::folder);
    checks.put("PostgreSQL", data::programs);
    checks.put("Dry run", here::dryRun);
    checks.put("This folder", here::folder);
    checks.put("Docker", new DockerEngine(terminal.environment(), PATIENCE)::check);
    checks.put("GitHub", new GitHubCredentials(terminal.environment())::check);
    return checks;
  }

  private static CheckResult java() {
    return CheckResult.good(
        Runtime.version()
            + " ("
            + System.getProperty("java.vendor")
            + ") in "
            + System.getProperty("java.home"));
  }

  private void print(String title, CheckResult result) {
    terminal.out().println(result.level().mark() + " " + padded(title) + oneLine(result.text()));
    result.advice().forEach(line -> terminal.out().println(" ".repeat(2 + LABEL) + oneLine(line)));
    // A check may take a second: what is known is shown meanwhile.
    terminal.out().flush();
  }

  private static String padded(String title) {
    return title + " ".repeat(LABEL - title.length());
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }
}
