package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The files in which projects name their dependencies. */
public final class Manifests {
  private static final Set<String> NAMES =
      Set.of(
          "go.mod",
          "Cargo.toml",
          "package.json",
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "libs.versions.toml",
          "dependencies.gradle",
          "pyproject.toml",
          "requirements.txt",
          "Gemfile",
          "mix.exs",
          "Makefile",
          "docker-compose.yml",
          "compose.yml");
  private static final int MOST_READ = 200;

  private final SourceTree tree;
  private final Map<String, List<String>> byFolder = new HashMap<>();
  private final List<String> all = new ArrayList<>();
  private final Map<String, Boolean> anywhere = new HashMap<>();

  Manifests(SourceTree tree) {
    this.tree = tree;
    for (String path : tree.paths()) {
      if (NAMES.contains(RepositoryPath.name(path))) {
        byFolder.computeIfAbsent(RepositoryPath.folder(path), f -> new ArrayList<>()).add(path);
        all.add(path);
      }
    }
    // The manifests nearest to the root speak for the repository.
    all.sort(Comparator.comparingLong(path -> path.chars().filter(c -> c == '/').count()));
  }

  /** Where a manifest depends on something: beside or above the folder, or anywhere. */
  public Optional<Evidence> dependency(String folder, Pattern dependency) {
    if (above(folder).stream().anyMatch(path -> has(path, dependency))) {
      return Optional.of(Evidence.DEPENDENCY);
    }
    boolean elsewhere =
        anywhere.computeIfAbsent(
            dependency.pattern(),
            p -> all.stream().limit(MOST_READ).anyMatch(path -> has(path, dependency)));
    return elsewhere ? Optional.of(Evidence.REPOSITORY) : Optional.empty();
  }

  /** The manifests of the folder and of those above it, the nearest first. */
  List<String> above(String folder) {
    List<String> found = new ArrayList<>();
    String at = folder;
    while (true) {
      found.addAll(byFolder.getOrDefault(at, List.of()));
      if (at.isEmpty()) {
        return found;
      }
      at = RepositoryPath.folder(at);
    }
  }

  private boolean has(String path, Pattern dependency) {
    return dependency.matcher(tree.source(path).text()).find();
  }
}
