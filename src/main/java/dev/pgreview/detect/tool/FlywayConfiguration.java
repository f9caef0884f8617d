package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.Documents;
import dev.pgreview.detect.source.FlatSettings;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a repository configures Flyway: flyway.toml and flyway.conf, and the application.yml or
 * application.properties of Spring Boot ({@code spring.flyway}), Quarkus ({@code quarkus.flyway})
 * and Micronaut ({@code flyway.datasources}).
 *
 * @param path of the document
 * @param folders that exist in the repository and that the locations mean
 */
record FlywayConfiguration(String path, FlywaySettings settings, List<String> folders) {
  private static final Pattern DOCUMENT =
      Pattern.compile("flyway\\.(toml|conf)|application(-[\\w.]+)?\\.(ya?ml|properties)");
  private static final String CLASSPATH_DEFAULT = "classpath:db/migration";
  private static final String FILES_DEFAULT = "filesystem:sql";

  FlywayConfiguration {
    folders = List.copyOf(folders);
  }

  /** All configurations, those that only name other databases included. */
  static List<FlywayConfiguration> all(SourceTree tree, Set<String> sqlFolders) {
    List<FlywayConfiguration> found = new ArrayList<>();
    for (String path : tree.filesUnder("")) {
      if (!DOCUMENT.matcher(RepositoryPath.name(path)).matches() || path.contains("src/test/")) {
        continue;
      }
      String text = tree.source(path).text();
      if (!text.contains("flyway")) {
        continue;
      }
      for (FlatSettings settings : documents(path, text)) {
        for (String name : blocks(settings)) {
          FlywaySettings flyway = FlywaySettings.from(settings, name);
          List<String> locations =
              flyway.locations().isEmpty() ? List.of(defaultLocation(path)) : flyway.locations();
          found.add(new FlywayConfiguration(path, flyway, resolve(path, locations, sqlFolders)));
        }
      }
    }
    return found;
  }

  private static String defaultLocation(String path) {
    return RepositoryPath.name(path).startsWith("flyway.") ? FILES_DEFAULT : CLASSPATH_DEFAULT;
  }

  private static List<FlatSettings> documents(String path, String text) {
    if (path.endsWith(".toml")) {
      return List.of(FlatSettings.of(Documents.toml(text)));
    }
    if (path.endsWith(".conf") || path.endsWith(".properties")) {
      return List.of(FlatSettings.of(Documents.properties(text)));
    }
    return Documents.yaml(text).stream()
        .filter(Map.class::isInstance)
        .map(document -> FlatSettings.of((Map<?, ?>) document))
        .toList();
  }

  /** The names below which settings of one Flyway stand. */
  private static List<String> blocks(FlatSettings settings) {
    List<String> blocks = new ArrayList<>();
    for (String datasource : settings.children("flyway.datasources")) {
      blocks.add("flyway.datasources." + datasource);
    }
    if (blocks.isEmpty() && !settings.below("flyway").isEmpty()) {
      blocks.add("flyway");
    }
    if (!settings.below("spring.flyway").isEmpty()) {
      blocks.add("spring.flyway");
    }
    for (String child : settings.children("quarkus.flyway")) {
      String block = "quarkus.flyway." + child;
      if (!settings.list(block + ".locations").isEmpty()) {
        blocks.add(block);
      }
    }
    if (!settings.below("quarkus.flyway").isEmpty()) {
      blocks.add("quarkus.flyway");
    }
    return blocks;
  }

  private static List<String> resolve(String path, List<String> locations, Set<String> folders) {
    Set<String> resolved = new LinkedHashSet<>();
    for (String location : locations) {
      String plain = location.replace("{vendor}", "postgresql");
      if (plain.startsWith("filesystem:")) {
        resolved.addAll(files(path, plain.substring("filesystem:".length()), folders));
      } else if (!plain.contains(":") || plain.startsWith("classpath:")) {
        resolved.addAll(classpath(path, plain.substring(plain.indexOf(':') + 1), folders));
      }
    }
    return List.copyOf(resolved);
  }

  private static List<String> files(String path, String location, Set<String> folders) {
    String folder = RepositoryPath.folder(path);
    // flyway.conf may lie in conf/; relative locations count from the working directory.
    for (String from : List.of(folder, RepositoryPath.folder(folder), "")) {
      Pattern wanted = glob(RepositoryPath.resolve(from, location));
      List<String> found = folders.stream().filter(f -> wanted.matcher(f).matches()).toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** The folders of that name, in the module of the configuration if it has one. */
  private static List<String> classpath(String path, String location, Set<String> folders) {
    String relative = RepositoryPath.resolve("", location);
    Pattern wanted = Pattern.compile("(?:.*/)?" + glob(relative).pattern());
    List<String> found = folders.stream().filter(f -> wanted.matcher(f).matches()).toList();
    int nearest = found.stream().mapToInt(f -> common(f, path)).max().orElse(0);
    return found.stream().filter(f -> common(f, path) == nearest).toList();
  }

  private static int common(String a, String b) {
    String[] left = a.split("/");
    String[] right = b.split("/");
    int same = 0;
    while (same < Math.min(left.length, right.length) && left[same].equals(right[same])) {
      same++;
    }
    return same;
  }

  private static Pattern glob(String location) {
    StringBuilder pattern = new StringBuilder();
    for (String part : location.split("((?<=\\*\\*)|(?=\\*\\*))")) {
      pattern.append(
          part.equals("**")
              ? ".*"
              : Pattern.quote(part).replace("*", "\\E[^/]*\\Q").replace("\\Q\\E", ""));
    }
    return Pattern.compile(pattern.toString());
  }
}
