package dev.pgreview.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. */
@Command(
    name = "pgreview",
    description = "Reviews changes of a PostgreSQL schema.",
    versionProvider = PgReview.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 nothing blocks, 1 the report blocks, 2 the command could not do its work.",
      "`pgreview COMMAND --help` explains a command."
    })
final class PgReview implements Runnable {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  @SuppressWarnings("UnusedVariable")
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "On errors show the stack trace too.")
  private boolean verbose;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      scope = ScopeType.INHERIT,
      defaultValue = "auto",
      description = "auto, always or never; auto goes by the terminal and NO_COLOR.")
  private Colour colour = Colour.auto;

  PgReview(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs a command line and returns its exit code; never throws. */
  static int run(Terminal terminal, String... args) {
    PgReview root = new PgReview(terminal);
    CommandLine line = new CommandLine(root, new CommandFactory(terminal, root));
    Commands.addTo(line, args);
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            root.usesColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    line.setUsageHelpWidth(Math.clamp(terminal.width(), 60, 110));
    line.setParameterExceptionHandler((problem, given) -> root.badArguments(problem));
    line.setExecutionExceptionHandler((problem, command, parsed) -> root.failed(problem));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      return written(terminal, line.execute(args));
    } catch (StackOverflowError | OutOfMemoryError problem) {
      return root.failed(problem);
    }
  }

  /** The exit code, or that of a failure when not all of the output could be written. */
  private static int written(Terminal terminal, int code) {
    Optional<String> problem =
        terminal.out() instanceof StandardOutput out ? out.problem() : Optional.empty();
    problem.ifPresent(
        reason ->
            terminal.err().println("pgreview: standard output cannot be written to: " + reason));
    return problem.isPresent() ? ExitCodes.FAILED : code;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Whether what goes to standard output is coloured. */
  boolean usesColours() {
    return colour.on(terminal);
  }

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "say which command: " + String.join(", ", Commands.NAMES));
  }

  private int badArguments(ParameterException problem) {
    terminal.out().flush();
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    terminal.err().println("pgreview: " + ArgumentProblems.message(problem));
    terminal.err().println("`" + command + " --help` shows what is possible.");
    return ExitCodes.FAILED;
  }

  private int failed(Throwable problem) {
    terminal.out().flush();
    terminal.err().println("pgreview: " + Failures.message(problem));
    if (verbose) {
      problem.printStackTrace(terminal.err());
    }
    return ExitCodes.FAILED;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"pgreview " + number()};
    }

    static String number() {
      return Optional.ofNullable(PgReview.class.getPackage().getImplementationVersion())
          .orElse("development");
    }
  }
}
