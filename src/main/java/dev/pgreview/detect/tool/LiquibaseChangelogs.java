package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.Documents;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The changelogs in XML, YAML and JSON that include SQL files, for the order of these
 * (liquibase.changelog.DatabaseChangeLog: {@code include} and {@code includeAll}, the latter sorted
 * by path).
 */
final class LiquibaseChangelogs {
  private static final Pattern DOCUMENT = Pattern.compile(".*\\.(xml|ya?ml|json)");
  private static final Pattern LIKELY_NAME =
      Pattern.compile("(?i).*(changelog|liquibase|master).*");

  /**
   * What a changelog has, in order.
   *
   * @param included paths of the repository
   * @param inline number of changesets that are written in the changelog itself
   */
  record Changelog(List<String> included, int inline) {}

  private final SourceTree tree;
  private final Map<String, Changelog> changelogs = new LinkedHashMap<>();

  LiquibaseChangelogs(SourceTree tree, Set<String> sqlFolders) {
    this.tree = tree;
    for (String path : tree.filesUnder("")) {
      boolean near = sqlFolders.contains(RepositoryPath.folder(path));
      if (DOCUMENT.matcher(path).matches()
          && (near || LIKELY_NAME.matcher(path).matches())
          && tree.source(path).text().contains("databaseChangeLog")) {
        changelogs.put(path, read(path));
      }
    }
  }

  /** The changelogs that no other includes. */
  List<String> roots() {
    Set<String> included = new LinkedHashSet<>();
    changelogs.values().forEach(changelog -> included.addAll(changelog.included()));
    return changelogs.keySet().stream().filter(path -> !included.contains(path)).toList();
  }

  /** The SQL files that a changelog reaches, in the order in which they run. */
  List<String> sqlFiles(String root) {
    Set<String> files = new LinkedHashSet<>();
    collect(root, new LinkedHashSet<>(), files);
    return List.copyOf(files);
  }

  /** The changelogs below a root with changesets of their own. */
  Map<String, Integer> inline(String root) {
    Set<String> visited = new LinkedHashSet<>();
    collect(root, visited, new LinkedHashSet<>());
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String path : visited) {
      Changelog changelog = changelogs.get(path);
      if (changelog != null && changelog.inline() > 0) {
        counts.put(path, changelog.inline());
      }
    }
    return counts;
  }

  private void collect(String path, Set<String> visited, Set<String> files) {
    if (RepositoryPath.isSql(path)) {
      files.add(path);
      return;
    }
    Changelog changelog = changelogs.get(path);
    if (changelog != null && visited.add(path)) {
      changelog.included().forEach(included -> collect(included, visited, files));
    }
  }

  private Changelog read(String path) {
    String text = tree.source(path).text();
    return path.endsWith(".xml") ? readXml(path, text) : readYaml(path, text);
  }

  private Changelog readYaml(String path, String text) {
    List<String> included = new ArrayList<>();
    int inline = 0;
    for (Object document : Documents.yaml(text)) {
      Object entries = document instanceof Map<?, ?> map ? map.get("databaseChangeLog") : List.of();
      for (Object entry : entries instanceof List<?> list ? list : List.of()) {
        if (!(entry instanceof Map<?, ?> item)) {
          continue;
        }
        if (item.get("include") instanceof Map<?, ?> include) {
          included.addAll(include(path, String.valueOf(include.get("file")), isRelative(include)));
        } else if (item.get("includeAll") instanceof Map<?, ?> include) {
          included.addAll(
              includeAll(path, String.valueOf(include.get("path")), isRelative(include)));
        } else if (item.containsKey("changeSet")) {
          inline++;
        }
      }
    }
    return new Changelog(List.copyOf(included), inline);
  }

  private static boolean isRelative(Map<?, ?> include) {
    return String.valueOf(include.get("relativeToChangelogFile")).equalsIgnoreCase("true");
  }

  private Changelog readXml(String path, String text) {
    List<String> included = new ArrayList<>();
    int inline = 0;
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
      while (reader.hasNext()) {
        if (reader.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        boolean relative = "true".equals(reader.getAttributeValue(null, "relativeToChangelogFile"));
        switch (reader.getLocalName()) {
          case "include" -> included.addAll(include(path, attribute(reader, "file"), relative));
          case "includeAll" ->
              included.addAll(includeAll(path, attribute(reader, "path"), relative));
          case "changeSet" -> inline++;
          default -> {
            // Properties, preconditions and the content of changesets.
          }
        }
      }
    } catch (XMLStreamException e) {
      // Liquibase would refuse it too; what was read until then still gives the order.
    }
    return new Changelog(List.copyOf(included), inline);
  }

  private static String attribute(XMLStreamReader reader, String name) {
    return Optional.ofNullable(reader.getAttributeValue(null, name)).orElse("");
  }

  private List<String> include(String from, String file, boolean relative) {
    if (relative) {
      String path = RepositoryPath.resolve(RepositoryPath.folder(from), file);
      return tree.contains(path) ? List.of(path) : List.of();
    }
    String wanted = RepositoryPath.resolve("", file.replaceFirst("^classpath\\*?:", ""));
    return nearest(
        from,
        tree.filesUnder("").stream()
            .filter(path -> path.equals(wanted) || path.endsWith("/" + wanted))
            .toList());
  }

  private List<String> includeAll(String from, String folder, boolean relative) {
    String wanted =
        relative
            ? RepositoryPath.resolve(RepositoryPath.folder(from), folder)
            : RepositoryPath.resolve("", folder.replaceFirst("^classpath\\*?:", ""));
    if (relative || tree.hasFolder(wanted)) {
      return filesBelow(wanted, from);
    }
    Set<String> folders = new LinkedHashSet<>();
    for (String path : tree.filesUnder("")) {
      int at = ("/" + path).indexOf("/" + wanted + "/");
      if (at >= 0) {
        folders.add(path.substring(0, at + wanted.length()));
      }
    }
    return nearest(from, List.copyOf(folders)).stream()
        .flatMap(found -> filesBelow(found, from).stream())
        .toList();
  }

  private List<String> filesBelow(String folder, String except) {
    return tree.filesUnder(folder).stream()
        .filter(path -> !path.equals(except))
        .filter(path -> RepositoryPath.isSql(path) || DOCUMENT.matcher(path).matches())
        .toList();
  }

  /** The candidate that shares the longest beginning with a path. */
  private static List<String> nearest(String from, List<String> candidates) {
    return candidates.stream()
        .max((a, b) -> Integer.compare(common(a, from), common(b, from)))
        .map(List::of)
        .orElse(List.of());
  }

  private static int common(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }
}
