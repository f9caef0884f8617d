package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationScript;
import dev.pgreview.migration.MigrationTool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Liquibase's formatted SQL: a migration for each changeset, in the order of the changelogs that
 * include the files, or of the files' paths when there is none. Its version is {@code author:id}.
 * Changesets in XML, YAML and JSON are named and not reviewed.
 */
final class LiquibaseDetector implements MigrationDetector {
  @Override
  public MigrationTool tool() {
    return MigrationTool.LIQUIBASE;
  }

  @Override
  public List<Claim> claims(Survey survey) {
    Map<String, SqlFolder> formatted = new LinkedHashMap<>();
    Set<String> candidates = new LinkedHashSet<>();
    Set<String> foldersAbove = new LinkedHashSet<>();
    for (SqlFolder folder : survey.folders()) {
      candidates.addAll(folder.files());
      if (folder.mentions(LiquibaseScript.HEADER)) {
        formatted.put(folder.path(), folder);
        for (String at = folder.path(); foldersAbove.add(at) && !at.isEmpty(); ) {
          at = RepositoryPath.folder(at);
        }
      }
    }
    if (formatted.isEmpty()) {
      return List.of();
    }
    LiquibaseChangelogs changelogs = new LiquibaseChangelogs(survey.tree(), foldersAbove);
    List<Claim> claims = new ArrayList<>();
    Set<String> reached = new LinkedHashSet<>();
    for (String root : changelogs.roots()) {
      List<String> files = changelogs.sqlFiles(root).stream().filter(candidates::contains).toList();
      if (!files.isEmpty()) {
        reached.addAll(files);
        claims.add(claim(root, files, changelogs.inline(root)));
      }
    }
    formatted.values().forEach(folder -> claims.addAll(rest(folder, reached)));
    return claims;
  }

  private Claim claim(String root, List<String> files, Map<String, Integer> inline) {
    String folder = RepositoryPath.folder(root);
    return new Claim(
        tool(),
        Evidence.TOOL_CONFIGURATION,
        folder,
        files,
        reading -> {
          inline.forEach((path, count) -> noteInline(path, count, reading));
          return read(folder, files, reading);
        });
  }

  private static void noteInline(String path, int count, Reading reading) {
    reading.notice(
        Kind.CODE_MIGRATION,
        path,
        1,
        count
            + " changesets are written in the changelog itself and not in SQL: they are not"
            + " reviewed; rendered SQL is needed (liquibase update-sql).");
  }

  /** Formatted files that no changelog includes. */
  private List<Claim> rest(SqlFolder folder, Set<String> reached) {
    List<String> files =
        folder.files().stream()
            .filter(file -> !reached.contains(file))
            .filter(
                file -> LiquibaseScript.HEADER.matcher(folder.tree().source(file).text()).find())
            .toList();
    if (files.isEmpty()) {
      return List.of();
    }
    if (folder.files().stream().anyMatch(reached::contains)) {
      return List.of(
          new Claim(
              tool(),
              Evidence.ANNOTATED,
              folder.path(),
              files,
              reading -> unlisted(files, reading)));
    }
    return List.of(
        new Claim(
            tool(),
            Evidence.ANNOTATED,
            folder.path(),
            files,
            reading -> read(folder.path(), files, reading)));
  }

  private MigrationHistory unlisted(List<String> files, Reading reading) {
    for (String file : files) {
      reading.notice(
          Kind.NOT_LISTED, file, 1, "No changelog includes the file: Liquibase never runs it.");
    }
    return new MigrationHistory(tool(), "", List.of());
  }

  @Override
  public MigrationHistory read(String root, List<String> files, Reading reading) {
    List<Migration> migrations = new ArrayList<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (String file : files) {
      String text = reading.text(file);
      LiquibaseScript script = new LiquibaseScript(file, text, reading);
      LiquibaseSections sections = new LiquibaseSections(file, text, script, reading);
      for (LiquibaseScript.Changeset changeset : script.changesets()) {
        if (runsOnPostgres(file, changeset, reading)) {
          noteConditions(file, changeset, reading);
          noteDuplicate(file, changeset, seen, reading);
          migrations.add(
              migration(file, text, changeset, sections.of(changeset, script.end(changeset))));
        }
      }
    }
    noteMissingDowns(migrations, reading);
    return new MigrationHistory(tool(), root, migrations);
  }

  private Migration migration(
      String file, String text, LiquibaseScript.Changeset changeset, ScriptSections sections) {
    boolean again = changeset.is("runOnChange", false) || changeset.is("runAlways", false);
    Optional<MigrationScript> down =
        sections.down().map(parts -> new MigrationScript(file, text, parts));
    return new Migration(
        tool(),
        again ? MigrationKind.REPEATABLE : MigrationKind.VERSIONED,
        changeset.name(),
        new MigrationScript(file, text, sections.up()),
        down);
  }

  private static boolean runsOnPostgres(
      String file, LiquibaseScript.Changeset changeset, Reading reading) {
    String dbms = changeset.attribute("dbms").toLowerCase(Locale.ROOT);
    List<String> names = List.of(dbms.split(","));
    boolean excluded = names.contains("!postgresql");
    boolean others = names.stream().allMatch(name -> name.startsWith("!"));
    boolean runs =
        dbms.isEmpty() || names.contains("postgresql") || names.contains("all") || others;
    if (runs && !excluded) {
      return !changeset.is("ignore", false);
    }
    reading.notice(
        Kind.CONDITIONAL,
        file,
        changeset.line(),
        "The changeset " + changeset.name() + " is for " + dbms + " and left out.");
    return false;
  }

  private static void noteConditions(
      String file, LiquibaseScript.Changeset changeset, Reading reading) {
    for (String attribute : List.of("context", "contextFilter", "labels")) {
      String value = changeset.attribute(attribute);
      if (!value.isEmpty()) {
        reading.notice(
            Kind.CONDITIONAL,
            file,
            changeset.line(),
            "The changeset "
                + changeset.name()
                + " runs only for "
                + attribute
                + " "
                + value
                + "; it is reviewed as if it ran.");
      }
    }
  }

  private static void noteDuplicate(
      String file,
      LiquibaseScript.Changeset changeset,
      Map<String, Integer> seen,
      Reading reading) {
    Integer other = seen.putIfAbsent(file + "::" + changeset.name(), changeset.line());
    if (other != null) {
      reading.notice(
          Kind.DUPLICATE_VERSION,
          file,
          changeset.line(),
          "The changeset "
              + changeset.name()
              + " is also on line "
              + other
              + ": Liquibase refuses the changelog.");
    }
  }

  private static void noteMissingDowns(List<Migration> migrations, Reading reading) {
    if (migrations.stream().noneMatch(m -> m.down().isPresent())) {
      return;
    }
    for (Migration migration : migrations) {
      if (migration.down().isEmpty() && migration.kind() == MigrationKind.VERSIONED) {
        reading.notice(
            Kind.MISSING_DOWN,
            migration.path(),
            1,
            "The changeset "
                + migration.version()
                + " has no rollback, though others have: it cannot be rolled back with Liquibase.");
      }
    }
  }
}
