package dev.pgreview.lint;

import dev.pgreview.config.DidYouMean;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds a rule by what people call it: its id, a hazard of the catalogue, or the id of the same
 * rule in another tool, {@code squawk:adding-not-nullable-field} or without the tool's name.
 */
public final class RuleSearch {
  private final List<RuleDescription> rules;

  public RuleSearch(Collection<RuleDescription> rules) {
    this.rules = List.copyOf(rules);
  }

  /** What a search gives. */
  public sealed interface Result {
    /**
     * The one rule.
     *
     * @param known as what it was found, a sentence; empty for its own id
     */
    record Found(RuleDescription rule, Optional<String> known) implements Result {}

    /** Several rules, by id. */
    record Ambiguous(List<String> ids) implements Result {
      public Ambiguous {
        ids = List.copyOf(ids);
      }
    }

    /**
     * No rule.
     *
     * @param meant the name that was perhaps meant
     */
    record Unknown(Optional<String> meant) implements Result {}
  }

  /** Capital letters and spaces around do not matter. */
  public Result find(String typed) {
    String name = typed.strip().toLowerCase(Locale.ROOT);
    return rules.stream()
        .filter(rule -> rule.id().equals(name))
        .findFirst()
        .<Result>map(rule -> new Result.Found(rule, Optional.empty()))
        .or(() -> one(rulesOf(name), "The rule for the hazard " + name + ":"))
        .or(() -> one(equivalents(name), "In other tools this rule is " + others(name) + ":"))
        .orElseGet(() -> new Result.Unknown(meant(name)));
  }

  private static Optional<Result> one(List<RuleDescription> found, String known) {
    return switch (found.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Result.Found(found.getFirst(), Optional.of(known)));
      default ->
          Optional.of(new Result.Ambiguous(found.stream().map(RuleDescription::id).toList()));
    };
  }

  private List<RuleDescription> rulesOf(String hazard) {
    return rules.stream().filter(rule -> rule.catalogue().contains(hazard)).toList();
  }

  private List<RuleDescription> equivalents(String name) {
    return rules.stream().filter(rule -> !names(rule, name).isEmpty()).toList();
  }

  /** Which tools call a rule so, as {@code squawk adding-not-nullable-field}. */
  private static List<String> names(RuleDescription rule, String name) {
    List<String> names = new ArrayList<>();
    rule.equivalents()
        .forEach(
            (tool, ids) ->
                ids.stream()
                    .filter(id -> is(name, tool, id))
                    .forEach(id -> names.add(tool + " " + id)));
    return names;
  }

  private static boolean is(String name, String tool, String id) {
    String own = id.toLowerCase(Locale.ROOT);
    return name.equals(own) || name.equals(tool.toLowerCase(Locale.ROOT) + ":" + own);
  }

  private String others(String name) {
    Set<String> names = new LinkedHashSet<>();
    rules.forEach(rule -> names.addAll(names(rule, name)));
    return String.join(", ", names);
  }

  /** Our own names first. */
  private Optional<String> meant(String name) {
    return DidYouMean.of(name, rules.stream().map(RuleDescription::id).toList())
        .or(() -> DidYouMean.of(name, all().toList()));
  }

  private Stream<String> all() {
    return rules.stream()
        .flatMap(
            rule ->
                Stream.concat(
                    rule.catalogue().stream(),
                    rule.equivalents().entrySet().stream()
                        .flatMap(
                            tool ->
                                tool.getValue().stream()
                                    .flatMap(id -> Stream.of(id, tool.getKey() + ":" + id)))));
  }
}
