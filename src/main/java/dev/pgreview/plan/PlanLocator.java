package dev.pgreview.plan;

import dev.pgreview.config.PathGlob;
import dev.pgreview.migration.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the plan of a migration may be: {@code migration-plan.md} in its folder, {@code
 * V2__x.plan.md} or {@code V2__x.sql.plan.md} beside {@code V2__x.sql}, then what configuration
 * names.
 */
final class PlanLocator {
  private static final String NAME = "migration-plan.md";

  private final List<SourceFile> files;
  private final List<PathGlob> configured;

  PlanLocator(List<SourceFile> files, List<String> globs) {
    this.files = files;
    this.configured = globs.stream().map(PathGlob::of).toList();
  }

  /** Where a new plan for a migration is to be written. */
  static String home(String migration) {
    return folder(migration) + NAME;
  }

  /** Plans beside a migration, its own before its folder's. */
  List<SourceFile> beside(String migration) {
    String whole = migration.toLowerCase(Locale.ROOT);
    int dot = whole.lastIndexOf('.');
    String stem = dot > whole.lastIndexOf('/') ? whole.substring(0, dot) : whole;
    List<SourceFile> found = new ArrayList<>();
    for (String path :
        List.of(whole + ".plan.md", stem + ".plan.md", home(migration).toLowerCase(Locale.ROOT))) {
      files.stream()
          .filter(file -> file.path().toLowerCase(Locale.ROOT).equals(path))
          .forEach(found::add);
    }
    return found;
  }

  /** Plans that configuration names, the last by name first: names tend to begin with a date. */
  List<SourceFile> configured() {
    return files.stream()
        .filter(file -> configured.stream().anyMatch(glob -> glob.matches(file.path())))
        .sorted(java.util.Comparator.comparing(SourceFile::path).reversed())
        .toList();
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }
}
