package dev.pgreview.cli;

import dev.pgreview.config.DidYouMean;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one sentence. */
final class ArgumentProblems {
  private ArgumentProblems() {}

  static String message(ParameterException problem) {
    return problem instanceof UnmatchedArgumentException unmatched
        ? unmatched(unmatched.getUnmatched().getFirst(), problem.getCommandLine().getCommandSpec())
        : lowerCaseFirst(String.valueOf(problem.getMessage()));
  }

  private static String unmatched(String typed, CommandSpec command) {
    if (typed.startsWith("-")) {
      List<String> options =
          command.options().stream().flatMap(option -> Arrays.stream(option.names())).toList();
      return "there is no option `" + typed + "`" + meant(typed, options);
    }
    if (command.parent() == null) {
      return "there is no command `" + typed + "`" + meant(typed, Commands.NAMES);
    }
    return "`"
        + typed
        + "` is one argument too many"
        + meant(typed, command.subcommands().keySet());
  }

  private static String meant(String typed, Collection<String> known) {
    return DidYouMean.of(typed, known).map(name -> "; did you mean `" + name + "`?").orElse("");
  }

  private static String lowerCaseFirst(String message) {
    return message.isEmpty()
        ? "the arguments cannot be understood"
        : Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }
}
