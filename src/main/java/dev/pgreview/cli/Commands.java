package dev.pgreview.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The commands by name. picocli reads a command's options by reflection when it is registered, so
 * only the one that is asked for is, or all of them for the help and for mistakes.
 */
final class Commands {
  private static final Map<String, Class<?>> BY_NAME = byName();

  /** In the order of the help. */
  static final List<String> NAMES = List.copyOf(BY_NAME.keySet());

  private Commands() {}

  private static Map<String, Class<?>> byName() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("review", ReviewCommand.class);
    commands.put("batch", BatchCommand.class);
    commands.put("rules", RulesCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("plan", PlanCommand.class);
    commands.put("stats", StatsCommand.class);
    commands.put("serve", ServeCommand.class);
    commands.put("action", ActionCommand.class);
    commands.put("config", ConfigCommand.class);
    commands.put("init", InitCommand.class);
    commands.put("doctor", DoctorCommand.class);
    return commands;
  }

  static void addTo(CommandLine line, String... args) {
    Optional<String> asked = Arrays.stream(args).filter(BY_NAME::containsKey).findFirst();
    if (asked.isPresent() && args[0].equals(asked.get())) {
      line.addSubcommand(asked.get(), BY_NAME.get(asked.get()));
    } else {
      BY_NAME.forEach(line::addSubcommand);
    }
  }
}
