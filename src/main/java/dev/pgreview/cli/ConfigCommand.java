package dev.pgreview.cli;

import dev.pgreview.config.ConfigNotice;
import dev.pgreview.config.ConfigParser;
import dev.pgreview.config.ConfigProblem;
import dev.pgreview.config.ConfigResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pgreview config}: about the configuration file. */
@Command(
    name = "config",
    description = "Work with .pgreview.yml.",
    synopsisSubcommandLabel = "check",
    subcommands = ConfigCommand.Check.class)
final class ConfigCommand {

  /** {@code pgreview config check}: validates it. */
  @Command(
      name = "check",
      description = "Validate .pgreview.yml, with the line of each mistake and what was meant.")
  static final class Check implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
        arity = "0..1",
        paramLabel = "PATH",
        defaultValue = ".",
        description = "The file, or a folder that holds .pgreview.yml. Default: here.")
    private String path = ".";

    Check(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      Path file = terminal.resolve(path);
      if (Files.isDirectory(file)) {
        file = file.resolve(ConfigFile.NAME);
      }
      String text = TextFiles.read(file, "the configuration");
      ConfigParser parser = new ConfigParser(RulesCommand.ids());
      return switch (parser.parse(text)) {
        case ConfigResult.Valid _ -> {
          for (ConfigNotice notice : parser.withoutEffect(text)) {
            terminal.out().println(shown(file) + ":" + notice.describe());
          }
          terminal.out().println(shown(file) + ": no mistakes");
          yield ExitCodes.OK;
        }
        case ConfigResult.Invalid invalid -> {
          for (ConfigProblem problem : invalid.problems()) {
            terminal.out().println(shown(file) + ":" + problem.describe());
          }
          throw new CommandFailure(
              invalid.problems().size() == 1
                  ? "the configuration has a mistake"
                  : "the configuration has " + invalid.problems().size() + " mistakes");
        }
      };
    }

    private Path shown(Path file) {
      return file.startsWith(terminal.directory()) ? terminal.directory().relativize(file) : file;
    }
  }
}
