package dev.pgreview.detect;

import dev.pgreview.detect.MigrationChange.HistoryChange;
import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.detect.tool.VersionNumber;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what a change brings from what is deployed already. */
public final class ChangeDetection {
  private ChangeDetection() {}

  /**
   * Compares two states of a repository.
   *
   * @param base what is deployed
   * @param renames old path to new path, as far as known
   */
  public static MigrationChange between(
      MigrationDetection base, MigrationDetection now, Map<String, String> renames) {
    List<HistoryChange> changes = new ArrayList<>();
    List<DetectionNotice> notices = new ArrayList<>();
    Set<MigrationHistory> matched = Collections.newSetFromMap(new IdentityHashMap<>());
    for (MigrationHistory history : now.histories()) {
      Optional<MigrationHistory> before =
          counterpart(history, base.histories()).filter(matched::add);
      HistoryComparison comparison = new HistoryComparison(before, history, renames);
      comparison.change().ifPresent(changes::add);
      notices.addAll(comparison.notices());
    }
    for (MigrationHistory gone : base.histories()) {
      if (!matched.contains(gone)) {
        MigrationHistory empty = new MigrationHistory(gone.tool(), gone.root(), List.of());
        notices.addAll(new HistoryComparison(Optional.of(gone), empty, renames).notices());
      }
    }
    notices.addAll(news(base, now));
    return new MigrationChange(changes, sorted(notices));
  }

  /** Takes everything for new: nothing is deployed. */
  public static MigrationChange everything(MigrationDetection now) {
    return new MigrationChange(
        now.histories().stream()
            .map(h -> new HistoryChange(h.tool(), h.root(), List.of(), withoutSuperseded(h)))
            .toList(),
        now.notices());
  }

  /**
   * Takes everything up to a version for deployed. Repeatable migrations count as changed, because
   * nothing says whether this text of theirs was deployed.
   *
   * @param version a version, or the name or path of a migration
   * @return empty when no history has such a version, nor versions to compare it with
   */
  public static Optional<MigrationChange> since(MigrationDetection now, String version) {
    List<HistoryChange> changes = new ArrayList<>();
    List<DetectionNotice> notices = new ArrayList<>();
    boolean understood = false;
    for (MigrationHistory history : now.histories()) {
      Optional<Set<Migration>> deployed = upTo(history, version);
      understood |= deployed.isPresent();
      List<Migration> base = new ArrayList<>();
      List<Migration> changed = new ArrayList<>();
      for (Migration migration : withoutSuperseded(history)) {
        boolean inBase = deployed.map(set -> set.contains(migration)).orElse(true);
        (inBase ? base : changed).add(migration);
      }
      boolean onlyRepeatable = changed.stream().allMatch(ChangeDetection::isRepeatable);
      if (!onlyRepeatable) {
        changed.stream()
            .filter(ChangeDetection::isRepeatable)
            .forEach(repeatable -> notices.add(assumed(repeatable, version)));
        changes.add(new HistoryChange(history.tool(), history.root(), base, changed));
      }
    }
    notices.addAll(about(changes, now.notices()));
    return understood
        ? Optional.of(new MigrationChange(changes, sorted(notices)))
        : Optional.empty();
  }

  /** Takes one file for the change and what its tool runs before it for deployed. */
  public static MigrationChange only(MigrationDetection now, String path) {
    List<HistoryChange> changes = new ArrayList<>();
    for (MigrationHistory history : now.histories()) {
      List<Migration> all = withoutSuperseded(history);
      List<Migration> changed = all.stream().filter(m -> m.path().equals(path)).toList();
      if (!changed.isEmpty()) {
        List<Migration> base = all.subList(0, all.indexOf(changed.getFirst()));
        changes.add(new HistoryChange(history.tool(), history.root(), base, changed));
      }
    }
    return new MigrationChange(changes, sorted(about(changes, now.notices())));
  }

  private static Optional<MigrationHistory> counterpart(
      MigrationHistory history, List<MigrationHistory> candidates) {
    Set<String> paths = paths(history.migrations());
    return candidates.stream()
        .filter(c -> c.root().equals(history.root()) && c.tool() == history.tool())
        .findFirst()
        .or(
            () ->
                candidates.stream()
                    .filter(c -> paths(c.migrations()).stream().anyMatch(paths::contains))
                    .findFirst())
        .or(
            () ->
                candidates.stream()
                    .filter(c -> c.tool() == history.tool() && sharesIdentity(c, history))
                    .findFirst());
  }

  /** A folder that was moved: the same migrations in another place. */
  private static boolean sharesIdentity(MigrationHistory a, MigrationHistory b) {
    Set<String> names =
        a.migrations().stream()
            .map(m -> RepositoryPath.name(m.path()) + MigrationIdentity.of(m, a))
            .collect(Collectors.toSet());
    return b.migrations().stream()
        .anyMatch(m -> names.contains(RepositoryPath.name(m.path()) + MigrationIdentity.of(m, b)));
  }

  private static Set<String> paths(Collection<Migration> migrations) {
    return migrations.stream().map(Migration::path).collect(Collectors.toSet());
  }

  /** What a new database gets: with a baseline script, nothing that it stands for. */
  static List<Migration> withoutSuperseded(MigrationHistory history) {
    List<Migration> all = history.migrations();
    int baseline = -1;
    for (int i = 0; i < all.size(); i++) {
      baseline = all.get(i).kind() == MigrationKind.BASELINE ? i : baseline;
    }
    if (baseline < 0) {
      return all;
    }
    String version = all.get(baseline).version();
    return all.subList(baseline, all.size()).stream()
        .filter(m -> m.kind() != MigrationKind.VERSIONED || !sameVersion(m.version(), version))
        .toList();
  }

  private static boolean sameVersion(String a, String b) {
    Optional<VersionNumber> number = VersionNumber.parse(a);
    return a.equals(b) || (number.isPresent() && number.equals(VersionNumber.parse(b)));
  }

  private static Optional<Set<Migration>> upTo(MigrationHistory history, String version) {
    List<Migration> all = history.migrations();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (isCalled(all.get(i), version)) {
        return Optional.of(
            byIdentity(all.subList(0, i + 1).stream().filter(m -> !isRepeatable(m))));
      }
    }
    Optional<VersionNumber> wanted = VersionNumber.leading(version);
    boolean comparable = all.stream().anyMatch(m -> VersionNumber.leading(m.version()).isPresent());
    return wanted.isEmpty() || !comparable
        ? Optional.empty()
        : Optional.of(
            byIdentity(
                all.stream()
                    .filter(m -> !isRepeatable(m))
                    .filter(
                        m ->
                            VersionNumber.leading(m.version())
                                .filter(number -> number.compareTo(wanted.get()) <= 0)
                                .isPresent())));
  }

  /** A migration's hash would go over all of its text. */
  private static Set<Migration> byIdentity(Stream<Migration> migrations) {
    Set<Migration> set = Collections.newSetFromMap(new IdentityHashMap<>());
    migrations.forEach(set::add);
    return set;
  }

  private static boolean isCalled(Migration migration, String version) {
    String bare = version.replaceFirst("^[vV](?=\\d)", "");
    String path = migration.path();
    return migration.version().equals(version)
        || sameVersion(migration.version(), bare)
        || path.equals(version)
        || RepositoryPath.name(path).equals(version)
        || RepositoryPath.stem(path).equals(version);
  }

  private static boolean isRepeatable(Migration migration) {
    return migration.kind() == MigrationKind.REPEATABLE;
  }

  private static DetectionNotice assumed(Migration repeatable, String version) {
    return DetectionNotice.of(
        Kind.REPEATABLE_ASSUMED,
        repeatable.path(),
        "Reviewed with the change: nothing says whether this text was deployed with version "
            + version
            + ".");
  }

  /** Notices that the base does not have. */
  private static List<DetectionNotice> news(MigrationDetection base, MigrationDetection now) {
    Set<String> known =
        base.notices().stream().map(ChangeDetection::withoutLine).collect(Collectors.toSet());
    return now.notices().stream().filter(n -> !known.contains(withoutLine(n))).toList();
  }

  private static String withoutLine(DetectionNotice notice) {
    return notice.kind() + "\n" + notice.path() + "\n" + notice.message();
  }

  /** Notices about changed files, and about files that are no migrations of a history. */
  private static List<DetectionNotice> about(
      List<HistoryChange> changes, List<DetectionNotice> notices) {
    Set<String> changed = new HashSet<>();
    for (HistoryChange change : changes) {
      changed.addAll(paths(change.changed()));
      change.changed().forEach(m -> m.down().ifPresent(down -> changed.add(down.path())));
    }
    return notices.stream().filter(notice -> changed.contains(notice.path())).toList();
  }

  private static List<DetectionNotice> sorted(List<DetectionNotice> notices) {
    return notices.stream()
        .distinct()
        .sorted(
            Comparator.comparing(DetectionNotice::path)
                .thenComparingInt(DetectionNotice::line)
                .thenComparing(DetectionNotice::kind))
        .toList();
  }
}
