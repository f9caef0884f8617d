package dev.pgreview.detect.tool;

import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationTool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Flyway: versioned scripts by version, then repeatable ones by description
 * (org.flywaydb.core.internal.resolver.ResolvedMigrationComparator), in the configured locations or
 * wherever files have such names. Undo scripts are the ways back.
 */
final class FlywayDetector implements MigrationDetector {
  private static final String DEFAULT_PLACE = "db/migration";
  private static final Pattern DEPENDENCY = Pattern.compile("flyway|refinery");
  private static final Pattern LOOKS_LIKE = Pattern.compile("(?i)[vub]\\d.*|r__.*|r_[^_].*");

  @Override
  public MigrationTool tool() {
    return MigrationTool.FLYWAY;
  }

  @Override
  public List<Claim> claims(Survey survey) {
    List<Claim> claims = new ArrayList<>();
    for (FlywayConfiguration configuration : configurations(survey.tree(), foldersOf(survey))) {
      List<String> files = filesUnder(configuration.folders(), survey);
      if (!files.isEmpty()) {
        claims.add(
            claim(
                Evidence.TOOL_CONFIGURATION,
                configuration.folders().getFirst(),
                files,
                Optional.of(configuration.settings())));
      }
    }
    for (String root : roots(survey)) {
      Evidence evidence =
          root.endsWith(DEFAULT_PLACE)
              ? Evidence.MARKER
              : survey.manifests().dependency(root, DEPENDENCY).orElse(Evidence.NAMED);
      claims.add(claim(evidence, root, filesUnder(List.of(root), survey), Optional.empty()));
    }
    return claims;
  }

  private Claim claim(
      Evidence evidence, String root, List<String> files, Optional<FlywaySettings> settings) {
    return new Claim(
        tool(), evidence, root, files, reading -> read(root, files, settings, reading));
  }

  private static List<FlywayConfiguration> configurations(SourceTree tree, Set<String> folders) {
    return FlywayConfiguration.all(tree, folders);
  }

  /** The folders with SQL and all that hold them. */
  private static Set<String> foldersOf(Survey survey) {
    Set<String> folders = new TreeSet<>();
    for (SqlFolder folder : survey.folders()) {
      addWithParents(folder.path(), folders);
    }
    return folders;
  }

  private static void addWithParents(String folder, Set<String> folders) {
    for (String at = folder; !at.isEmpty() && folders.add(at); ) {
      at = RepositoryPath.folder(at);
    }
  }

  private static List<String> filesUnder(Collection<String> roots, Survey survey) {
    return survey.folders().stream()
        .filter(folder -> roots.stream().anyMatch(r -> RepositoryPath.isUnder(folder.path(), r)))
        .flatMap(folder -> folder.files().stream())
        .toList();
  }

  /** The folders whose files are named as Flyway wants it, without those inside of others. */
  private static Set<String> roots(Survey survey) {
    Set<String> named = new TreeSet<>();
    for (SqlFolder folder : survey.folders()) {
      if (folder.files().stream().anyMatch(FlywayDetector::isUnmistakable)) {
        int place = ("/" + folder.path() + "/").indexOf("/" + DEFAULT_PLACE + "/");
        named.add(
            place < 0 ? folder.path() : folder.path().substring(0, place + DEFAULT_PLACE.length()));
      }
    }
    Set<String> roots = new TreeSet<>();
    for (String folder : named) {
      if (roots.stream().noneMatch(root -> RepositoryPath.isUnder(folder, root))) {
        roots.add(folder);
      }
    }
    return roots;
  }

  private static boolean isUnmistakable(String file) {
    Optional<FlywayName> name = FlywayName.parse(file, FlywaySettings.DEFAULT);
    return RepositoryPath.name(file).contains("__")
        && name.flatMap(FlywayName::kind).filter(k -> k != MigrationKind.CALLBACK).isPresent();
  }

  @Override
  public MigrationHistory read(String root, List<String> files, Reading reading) {
    Set<String> folders = new TreeSet<>();
    files.forEach(file -> addWithParents(RepositoryPath.folder(file), folders));
    Optional<FlywaySettings> settings =
        configurations(reading.tree(), folders).stream()
            .filter(c -> c.folders().stream().anyMatch(f -> RepositoryPath.isUnder(root, f)))
            .map(FlywayConfiguration::settings)
            .findFirst();
    return read(root, files, settings, reading);
  }

  private MigrationHistory read(
      String root, List<String> files, Optional<FlywaySettings> configured, Reading reading) {
    FlywaySettings settings = configured.orElse(FlywaySettings.DEFAULT);
    HistoryBuilder history = new HistoryBuilder(tool(), reading);
    for (String file : files) {
      Optional<FlywayName> name = FlywayName.parse(file, settings);
      Optional<MigrationKind> kind = name.flatMap(FlywayName::kind);
      if (kind.filter(k -> k == MigrationKind.CALLBACK).isPresent()) {
        noteCallback(file, name.map(FlywayName::description).orElse(""), reading);
      } else if (kind.isPresent() || reading.trusted()) {
        String text = reading.text(file);
        ScriptSections sections =
            new FlywayScript(file, text, settings, configured.isPresent(), reading).sections();
        if (kind.isPresent()) {
          history.add(migrationName(file, kind.get(), name.get()), text, sections);
        } else {
          history.addUnnamed(file, text, sections);
        }
      } else {
        noteMisnamed(file, reading);
      }
    }
    return history.build(root, order(), true);
  }

  private static MigrationName migrationName(String file, MigrationKind kind, FlywayName name) {
    MigrationName.Direction direction =
        kind == MigrationKind.UNDO ? MigrationName.Direction.DOWN : MigrationName.Direction.UP;
    return new MigrationName(file, direction, kind, name.version(), name.description());
  }

  private static Comparator<MigrationName> order() {
    return Comparator.comparing((MigrationName name) -> name.kind() == MigrationKind.REPEATABLE)
        .thenComparing(MigrationName::version, VersionNumber.order())
        .thenComparing(name -> name.kind() != MigrationKind.BASELINE)
        .thenComparing(MigrationName::description);
  }

  private static void noteCallback(String file, String event, Reading reading) {
    reading.notice(
        Kind.CALLBACK,
        file,
        1,
        "Flyway runs this callback at " + event + ", not as a migration; it is not reviewed.");
  }

  private static void noteMisnamed(String file, Reading reading) {
    String name = RepositoryPath.name(file);
    if (LOOKS_LIKE.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      reading.notice(
          Kind.MISNAMED,
          file,
          1,
          "Flyway ignores "
              + name
              + ": versioned scripts are named V<version>__<description>.sql, repeatable ones"
              + " R__<description>.sql, with two underscores and a capital letter.");
    }
  }
}
