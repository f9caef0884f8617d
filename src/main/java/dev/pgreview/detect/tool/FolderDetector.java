package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.DetectionNotice.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A tool that runs the SQL files of one folder, known by their names. */
abstract class FolderDetector implements MigrationDetector {

  /** Why the folder is this tool's; empty when it is not. */
  abstract Optional<Evidence> evidence(SqlFolder folder, Survey survey);

  /** What the name says; empty when the tool does not run a file of that name. */
  abstract Optional<MigrationName> name(String path);

  /** How names must look, for messages. */
  abstract String nameForm();

  /** What the tool sends for a file. */
  abstract ScriptSections sections(MigrationName name, String text, Reading reading);

  /** The files that count, when some stand for others. */
  List<String> relevant(List<String> files) {
    return files;
  }

  /** By version, as numbers of any size. */
  Comparator<MigrationName> order(String root, Reading reading) {
    return Comparator.comparing(MigrationName::version, VersionNumber.order());
  }

  /** Those that the tool runs, when it keeps a list of them; the others are noted. */
  List<MigrationName> listed(String root, List<MigrationName> names, Reading reading) {
    return names;
  }

  /** Whether the tool knows a migration by its version alone. */
  boolean versionsAreUnique() {
    return true;
  }

  @Override
  public final List<Claim> claims(Survey survey) {
    List<Claim> claims = new ArrayList<>();
    for (SqlFolder folder : survey.folders()) {
      evidence(folder, survey)
          .ifPresent(
              why ->
                  claims.add(
                      new Claim(
                          tool(),
                          why,
                          folder.path(),
                          folder.files(),
                          reading -> read(folder.path(), folder.files(), reading))));
    }
    return claims;
  }

  @Override
  public final MigrationHistory read(String root, List<String> files, Reading reading) {
    HistoryBuilder history = new HistoryBuilder(tool(), reading);
    List<MigrationName> names = new ArrayList<>();
    for (String file : relevant(files)) {
      Optional<MigrationName> name = name(file);
      if (name.isPresent()) {
        names.add(name.get());
      } else if (reading.trusted()) {
        String text = reading.text(file);
        MigrationName unnamed = MigrationName.up(file, "", "");
        history.addUnnamed(file, text, sections(unnamed, text, reading));
      } else {
        noteMisnamed(file, reading);
      }
    }
    for (MigrationName name : listed(root, names, reading)) {
      String text = reading.text(name.path());
      history.add(name, text, sections(name, text, reading));
    }
    return history.build(root, order(root, reading), versionsAreUnique());
  }

  private void noteMisnamed(String file, Reading reading) {
    reading.notice(
        Kind.MISNAMED,
        file,
        1,
        tool().id()
            + " does not run "
            + RepositoryPath.name(file)
            + ": its migrations are named "
            + nameForm()
            + ".");
  }
}
