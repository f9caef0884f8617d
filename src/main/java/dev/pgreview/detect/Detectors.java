package dev.pgreview.detect;

import dev.pgreview.config.ReviewConfig;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.LocationGlob;
import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.source.SourceTree;
import dev.pgreview.detect.tool.BuiltInDetectors;
import dev.pgreview.detect.tool.Claim;
import dev.pgreview.detect.tool.CodeMigrations;
import dev.pgreview.detect.tool.Evidence;
import dev.pgreview.detect.tool.MigrationDetector;
import dev.pgreview.detect.tool.PlainFiles;
import dev.pgreview.detect.tool.Reading;
import dev.pgreview.detect.tool.Survey;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationTool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the migrations of a repository. Each detector claims folders, with its evidence; the
 * strongest evidence wins ({@link Evidence}), and each file belongs to one history.
 */
public final class Detectors {
  private static final Pattern NUMBERED = Pattern.compile("(.*/)?[vV]?\\d[^/]*");

  private Detectors() {}

  /** Finds migrations where the settings say, or everywhere below their scope. */
  public static MigrationDetection detect(SourceTree tree, DetectionSettings settings) {
    List<DetectionNotice> notices = new ArrayList<>();
    List<MigrationHistory> histories = new ArrayList<>();
    if (settings.locations().isEmpty()) {
      Survey survey = Survey.of(tree, settings.scope());
      Reading reading = new Reading(tree, Optional.empty(), false, notices);
      granted(survey, new HashSet<>()).forEach(c -> histories.add(c.reader().apply(reading)));
      Set<String> noted = notices.stream().map(DetectionNotice::path).collect(Collectors.toSet());
      CodeMigrations.notices(tree, path -> survey.wants(path) && !noted.contains(path))
          .forEach(notices::add);
    }
    histories.sort(Comparator.comparing(MigrationHistory::root));
    Set<String> taken = new HashSet<>();
    for (ReviewConfig.Migrations location : settings.locations()) {
      histories.addAll(configured(tree, settings, location, taken, notices));
    }
    return result(histories, notices);
  }

  /**
   * Takes files that are known to be migrations. What no tool claims is plain SQL and stays in the
   * order given.
   *
   * @param tool the tool that all of them are of; empty to find out
   * @param settings placeholders and transactions, for all files
   */
  public static MigrationDetection listed(
      SourceTree tree,
      List<String> files,
      Optional<MigrationTool> tool,
      Optional<ReviewConfig.Migrations> settings) {
    List<DetectionNotice> notices = new ArrayList<>();
    Set<String> wanted = new LinkedHashSet<>(files);
    Reading reading = new Reading(tree, settings, true, notices);
    Optional<MigrationDetector> chosen =
        tool.filter(t -> t != MigrationTool.PLAIN).flatMap(BuiltInDetectors::of);
    if (chosen.isPresent()) {
      return result(List.of(chosen.get().read("", files, reading)), notices);
    }
    List<MigrationHistory> histories = new ArrayList<>();
    if (tool.isEmpty()) {
      Reading byName = new Reading(tree, settings, false, notices);
      granted(Survey.trusting(tree, wanted::contains), new HashSet<>()).stream()
          .filter(claim -> claim.tool() != MigrationTool.PLAIN)
          .forEach(claim -> histories.add(claim.reader().apply(byName)));
    }
    // What was asked for is reviewed, even if its tool would pass it over because of its name.
    Set<String> known = accountedFor(histories, notices);
    List<String> rest =
        files.stream()
            .filter(file -> !known.contains(file) && !Survey.isForOtherDatabase(file))
            .distinct()
            .toList();
    histories.add(PlainFiles.inOrder(rest, reading));
    return result(histories, notices);
  }

  /** The files that are in a history, or of which a notice says why they are not. */
  private static Set<String> accountedFor(
      List<MigrationHistory> histories, List<DetectionNotice> notices) {
    Set<String> known = new HashSet<>();
    for (MigrationHistory history : histories) {
      for (Migration migration : history.migrations()) {
        known.add(migration.path());
        migration.down().ifPresent(down -> known.add(down.path()));
      }
    }
    notices.stream()
        .filter(notice -> notice.kind() != DetectionNotice.Kind.MISNAMED)
        .forEach(notice -> known.add(notice.path()));
    return known;
  }

  private static List<MigrationHistory> configured(
      SourceTree tree,
      DetectionSettings settings,
      ReviewConfig.Migrations location,
      Set<String> taken,
      List<DetectionNotice> notices) {
    LocationGlob wanted =
        LocationGlob.of(RepositoryPath.resolve(settings.configFolder(), location.path()));
    List<String> files =
        tree.filesUnder("").stream()
            .filter(path -> wanted.matches(path) && RepositoryPath.isUnder(path, settings.scope()))
            .filter(path -> !taken.contains(path))
            .toList();
    Reading reading = new Reading(tree, Optional.of(location), false, notices);
    List<String> sql = files.stream().filter(RepositoryPath::isSql).toList();
    notices.addAll(CodeMigrations.notices(tree, Set.copyOf(files)::contains));
    if (sql.isEmpty()) {
      return List.of();
    }
    String root = wanted.folder();
    Optional<MigrationDetector> tool = location.tool().flatMap(BuiltInDetectors::of);
    List<MigrationHistory> histories = new ArrayList<>();
    if (tool.isPresent()) {
      taken.addAll(sql);
      histories.add(tool.get().read(root, sql, reading));
      return histories;
    }
    Set<String> claimed = new HashSet<>();
    for (Claim claim : granted(Survey.trusting(tree, Set.copyOf(sql)::contains), claimed)) {
      histories.add(claim.reader().apply(reading));
    }
    List<String> rest = sql.stream().filter(file -> !claimed.contains(file)).toList();
    if (!rest.isEmpty()) {
      BuiltInDetectors.of(MigrationTool.PLAIN)
          .ifPresent(plain -> histories.add(plain.read(root, rest, reading)));
    }
    taken.addAll(sql);
    return histories;
  }

  /** The claims that stand when the strongest comes first and no file is given twice. */
  private static List<Claim> granted(Survey survey, Set<String> taken) {
    List<Claim> claims = new ArrayList<>();
    for (MigrationDetector detector : BuiltInDetectors.ALL) {
      claims.addAll(detector.claims(survey));
    }
    claims.sort(Comparator.comparing(Claim::evidence));
    List<Claim> granted = new ArrayList<>();
    for (Claim claim : claims) {
      boolean tooWeak = claim.evidence() == Evidence.LAST_RESORT && !granted.isEmpty();
      boolean free = claim.files().stream().noneMatch(taken::contains);
      if (!claim.files().isEmpty() && free && !tooWeak && !isAround(claim, granted)) {
        taken.addAll(claim.files());
        granted.add(claim);
      }
    }
    return granted;
  }

  /** Loose SQL beside the folder of a tool: a view, a helper. */
  private static boolean isAround(Claim claim, List<Claim> granted) {
    return claim.tool() == MigrationTool.PLAIN
        && claim.files().stream().noneMatch(file -> NUMBERED.matcher(file).matches())
        && granted.stream().anyMatch(g -> RepositoryPath.isUnder(g.root(), claim.root()));
  }

  private static MigrationDetection result(
      List<MigrationHistory> histories, List<DetectionNotice> notices) {
    return new MigrationDetection(
        histories.stream().filter(history -> !history.migrations().isEmpty()).toList(),
        notices.stream()
            .distinct()
            .sorted(
                Comparator.comparing(DetectionNotice::path)
                    .thenComparingInt(DetectionNotice::line)
                    .thenComparing(DetectionNotice::kind))
            .toList());
  }
}
