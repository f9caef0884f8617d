package dev.pgreview.command;

import dev.pgreview.command.Command.LineSubject;
import dev.pgreview.command.Command.RuleSubject;
import dev.pgreview.command.Command.Subject;
import dev.pgreview.config.DidYouMean;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads commands out of comments. Never throws for what a comment says. */
public final class CommandParser {
  /** Longer comments hold text, not commands. */
  private static final int MOST_CHARACTERS = 70_000;

  private static final int MOST_COMMANDS = 5;
  private static final List<String> NAMES = List.of("explain", "review", "plan", "accept", "help");
  private static final Pattern LINE =
      Pattern.compile("/pgreview(?:[ \\t]+(?<rest>.*))?", Pattern.DOTALL);
  private static final Pattern PLACE = Pattern.compile("(?<file>.+?):(?<line>[1-9][0-9]{0,8})");
  private static final int LONGEST_REASON = 1_000;

  private final Set<String> rules;

  /** With the ids of all rules. */
  public CommandParser(Collection<String> rules) {
    this.rules = Set.copyOf(rules);
  }

  /** The commands in the order in which they stand; the first few only. */
  public List<Command> parse(String comment) {
    if (comment.length() > MOST_CHARACTERS || !comment.contains("/pgreview")) {
      return List.of();
    }
    return CommandLines.of(comment).stream()
        .map(line -> LINE.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(line -> Optional.ofNullable(line.group("rest")).orElse("").strip())
        .map(this::command)
        .limit(MOST_COMMANDS)
        .toList();
  }

  private Command command(String text) {
    String[] words = text.split("[ \\t]+", 2);
    String rest = words.length > 1 ? words[1].strip() : "";
    return switch (words[0].toLowerCase(java.util.Locale.ROOT)) {
      case "", "help" -> new Command.Help();
      case "review" -> alone(new Command.Review(), "review", rest);
      case "plan" -> alone(new Command.Plan(), "plan", rest);
      case "explain" -> explain(unquoted(rest));
      case "accept" -> accept(rest);
      default -> unknown(words[0]);
    };
  }

  private static Command alone(Command command, String name, String rest) {
    return rest.isEmpty()
        ? command
        : new Command.Mistake("`/pgreview " + name + "` takes nothing more. Say just that.");
  }

  private Command explain(String what) {
    if (what.isEmpty()) {
      return new Command.Explain(Optional.empty());
    }
    Matcher place = PLACE.matcher(what);
    if (place.matches()) {
      Subject subject = new LineSubject(place.group("file"), Integer.parseInt(place.group("line")));
      return new Command.Explain(Optional.of(subject));
    }
    return rules.contains(what)
        ? new Command.Explain(Optional.of(new RuleSubject(what)))
        : noRule("explain", what);
  }

  private Command accept(String rest) {
    String[] words = rest.split("[ \\t]+", 2);
    String rule = unquoted(words[0]);
    if (rule.isEmpty()) {
      return new Command.Mistake("Say which rule and why: `/pgreview accept RULE REASON`.");
    }
    if (!rules.contains(rule)) {
      return noRule("accept", rule);
    }
    String reason = words.length > 1 ? words[1].strip() : "";
    if (reason.length() < 3) {
      return new Command.Mistake(
          "Say why: `/pgreview accept " + rule + " REASON`. The reason is kept on record.");
    }
    return new Command.Accept(
        rule, reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason);
  }

  private Command noRule(String command, String typed) {
    String found =
        DidYouMean.of(typed, rules).map(rule -> " Did you mean `" + rule + "`?").orElse("");
    return new Command.Mistake(
        "There is no rule "
            + quoted(typed)
            + "."
            + found
            + (command.equals("explain") ? " A line is named `path/to/file.sql:12`." : ""));
  }

  private static Command unknown(String typed) {
    String found =
        DidYouMean.of(typed, NAMES)
            .map(name -> " Did you mean `/pgreview " + name + "`?")
            .orElse("");
    return new Command.Mistake(
        "There is no command " + quoted(typed) + "." + found + " `/pgreview help` lists them.");
  }

  private static String unquoted(String text) {
    return text.length() > 2 && text.startsWith("`") && text.endsWith("`")
        ? text.substring(1, text.length() - 1).strip()
        : text;
  }

  /** As code that cannot end early, and not too long. */
  private static String quoted(String text) {
    String plain = text.replaceAll("[`\\p{Cntrl}]", "");
    return "`" + (plain.length() > 60 ? plain.substring(0, 60) + "…" : plain) + "`";
  }
}
