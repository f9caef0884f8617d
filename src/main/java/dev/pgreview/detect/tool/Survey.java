package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What all detectors look at: the folders with SQL and the manifests of a repository. */
public final class Survey {
  private static final Set<String> SKIPPED_FOLDERS =
      Set.of(
          "node_modules",
          "vendor",
          "third_party",
          "testdata",
          "test",
          "tests",
          "__tests__",
          "fixtures",
          "testfixtures",
          "stub",
          "stubs",
          "spec",
          "target",
          "dist",
          ".git");
  private static final Set<String> NAMES_IN_MIGRATION_FOLDERS =
      Set.of("up.sql", "down.sql", "migration.sql");

  private final SourceTree tree;
  private final Manifests manifests;
  private final List<SqlFolder> folders;
  private final Predicate<String> wanted;
  private final boolean lenient;

  private Survey(SourceTree tree, Predicate<String> wanted, boolean lenient) {
    this.tree = tree;
    this.wanted = wanted;
    this.lenient = lenient;
    this.manifests = new Manifests(tree);
    this.folders = new ArrayList<>();
    Map<String, List<String>> byFolder = new TreeMap<>();
    for (String path : tree.filesUnder("")) {
      if (RepositoryPath.isSql(path) && wanted.test(path)) {
        byFolder.computeIfAbsent(groupOf(path), f -> new ArrayList<>()).add(path);
      }
    }
    byFolder.forEach(
        (path, files) -> {
          SqlFolder folder = new SqlFolder(path, files, tree);
          if (lenient || Dialect.isPostgres(folder, manifests)) {
            folders.add(folder);
          }
        });
  }

  /**
   * Looks for migrations below a folder; dependencies, build output and test data are left out
   * unless the folder lies in them itself.
   */
  public static Survey of(SourceTree tree, String scope) {
    return new Survey(
        tree,
        path -> RepositoryPath.isUnder(path, scope) && !skipped(path.substring(scope.length())),
        false);
  }

  /** Takes every path that is wanted for a migration of PostgreSQL. */
  public static Survey trusting(SourceTree tree, Predicate<String> wanted) {
    return new Survey(tree, wanted, true);
  }

  /** Whether the name says so: {@code 20240101_name.mysql.up.sql}. */
  public static boolean isForOtherDatabase(String path) {
    return Dialect.FILE_OF_OTHER.matcher(RepositoryPath.name(path)).matches();
  }

  private static boolean skipped(String path) {
    String folder = RepositoryPath.folder(path);
    for (String segment : folder.split("/")) {
      if (SKIPPED_FOLDERS.contains(segment)) {
        return true;
      }
    }
    return false;
  }

  private static String groupOf(String path) {
    String folder = RepositoryPath.folder(path);
    return NAMES_IN_MIGRATION_FOLDERS.contains(RepositoryPath.name(path)) && !folder.isEmpty()
        ? RepositoryPath.folder(folder)
        : folder;
  }

  public SourceTree tree() {
    return tree;
  }

  public Manifests manifests() {
    return manifests;
  }

  /** The folders with SQL of PostgreSQL, sorted by path. */
  public List<SqlFolder> folders() {
    return folders;
  }

  /** Whether the file is looked at. */
  public boolean wants(String path) {
    return wanted.test(path);
  }

  /** Whether what is handed in is known to be migrations, so that weak evidence is enough. */
  public boolean lenient() {
    return lenient;
  }
}
