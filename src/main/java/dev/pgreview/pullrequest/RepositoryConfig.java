package dev.pgreview.pullrequest;

import dev.pgreview.config.ConfigParser;
import dev.pgreview.config.ConfigProblem;
import dev.pgreview.config.ConfigResult;
import dev.pgreview.config.ReviewConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The policy of a repository: from its base branch, so that a pull request cannot switch off its
 * own gate; else its owner's; else the defaults.
 *
 * @param notes for the reader, Markdown-free sentences
 * @param proposedProblems what is wrong with the configuration that the pull request brings
 */
public record RepositoryConfig(
    ReviewConfig config, List<String> notes, List<ConfigProblem> proposedProblems) {
  /** Where it is, in any repository. */
  public static final String FILE = ".pgreview.yml";

  public RepositoryConfig {
    notes = List.copyOf(notes);
    proposedProblems = List.copyOf(proposedProblems);
  }

  /** Texts of the configuration, where there is one. */
  record Texts(Optional<String> base, Optional<String> owner, Optional<String> proposed) {}

  static RepositoryConfig read(Texts texts, Set<String> rules) {
    ConfigParser parser = new ConfigParser(rules);
    List<String> notes = new java.util.ArrayList<>();
    ReviewConfig config =
        texts
            .base()
            .or(texts::owner)
            .map(
                text ->
                    switch (parser.parse(text)) {
                      case ConfigResult.Valid valid -> valid.config();
                      case ConfigResult.Invalid invalid -> {
                        String where =
                            texts.base().isPresent()
                                ? FILE + " of the base branch"
                                : FILE + " of the owner's repository .github";
                        notes.add(
                            "The defaults were used, because "
                                + where
                                + " has mistakes: "
                                + invalid.problems().getFirst().describe()
                                + ".");
                        yield ReviewConfig.DEFAULT;
                      }
                    })
            .orElse(ReviewConfig.DEFAULT);
    List<ConfigProblem> problems = List.of();
    if (!texts.proposed().equals(texts.base())) {
      problems =
          texts
              .proposed()
              .map(
                  text ->
                      switch (parser.parse(text)) {
                        case ConfigResult.Valid valid -> List.<ConfigProblem>of();
                        case ConfigResult.Invalid invalid -> invalid.problems();
                      })
              .orElse(List.of());
      notes.add(
          problems.isEmpty()
              ? "This change edits " + FILE + "; the edit counts once it is merged."
              : "This change edits " + FILE + " and makes mistakes in it.");
    }
    return new RepositoryConfig(config, notes, problems);
  }
}
