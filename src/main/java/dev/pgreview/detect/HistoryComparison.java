package dev.pgreview.detect;

import dev.pgreview.detect.MigrationChange.HistoryChange;
import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import dev.pgreview.migration.DetectionNotice;
import dev.pgreview.migration.DetectionNotice.Kind;
import dev.pgreview.migration.Migration;
import dev.pgreview.migration.MigrationKind;
import dev.pgreview.migration.MigrationTool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares a history with what is deployed of it, migration by migration. */
final class HistoryComparison {
  private final Optional<MigrationHistory> before;
  private final MigrationHistory now;
  private final Map<String, String> renames;
  private final Map<String, List<Migration>> deployed = new HashMap<>();
  private final List<Migration> deployedInOrder = new ArrayList<>();
  // By identity: a migration's hash would go over all of its text.
  private final Set<Migration> kept = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Migration> changed = new ArrayList<>();
  private final List<DetectionNotice> notices = new ArrayList<>();
  private final Set<String> pathsNow = new LinkedHashSet<>();

  HistoryComparison(
      Optional<MigrationHistory> before, MigrationHistory now, Map<String, String> renames) {
    this.before = before;
    this.now = now;
    this.renames = renames;
    before.ifPresent(
        history -> {
          for (Migration migration : history.migrations()) {
            String identity = MigrationIdentity.of(migration, history);
            deployed.computeIfAbsent(identity, i -> new ArrayList<>()).add(migration);
            deployedInOrder.add(migration);
          }
        });
    now.migrations().forEach(migration -> pathsNow.add(migration.path()));
    compare();
  }

  /** Empty when nothing of the history will run. */
  Optional<HistoryChange> change() {
    return changed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HistoryChange(
                now.tool(),
                now.root(),
                before.map(ChangeDetection::withoutSuperseded).orElse(List.of()),
                changed));
  }

  List<DetectionNotice> notices() {
    return notices;
  }

  private void compare() {
    // From the last to the first, to know for each what deployed migration comes after it.
    Optional<Migration> later = Optional.empty();
    List<Migration> runs = before.isPresent() ? now.migrations() : fresh();
    for (Migration migration : runs.reversed()) {
      Optional<Migration> old = counterpart(migration);
      if (old.isEmpty()) {
        added(migration, later);
      } else {
        kept.add(old.get());
        kept(old.get(), migration);
        later = migration.kind() == MigrationKind.VERSIONED ? Optional.of(migration) : later;
      }
    }
    Collections.reverse(changed);
    noteGone();
  }

  private List<Migration> fresh() {
    return ChangeDetection.withoutSuperseded(now);
  }

  /** The deployed migration that this one is; of several with its version the one at its path. */
  private Optional<Migration> counterpart(Migration migration) {
    List<Migration> candidates =
        deployed.getOrDefault(MigrationIdentity.of(migration, now), List.of());
    return candidates.stream()
        .filter(candidate -> candidate.path().equals(migration.path()))
        .findFirst()
        .or(
            () ->
                candidates.stream()
                    .filter(candidate -> !kept.contains(candidate))
                    .filter(candidate -> !pathsNow.contains(candidate.path()))
                    .findFirst());
  }

  private void added(Migration migration, Optional<Migration> later) {
    if (migration.kind() == MigrationKind.BASELINE && before.isPresent()) {
      note(
          Kind.CONDITIONAL,
          migration,
          "A baseline script runs only on new databases; where migrations are deployed it never"
              + " runs and is not reviewed.");
      return;
    }
    changed.add(migration);
    boolean ordered = !migration.version().isEmpty() && migration.kind() == MigrationKind.VERSIONED;
    if (ordered && later.isPresent()) {
      note(
          Kind.OUT_OF_ORDER,
          migration,
          "Its place is before "
              + RepositoryPath.name(later.get().path())
              + ", which is deployed: "
              + HistoryRules.whenOutOfOrder(now.tool())
              + " Give it a version after the last one.");
    }
  }

  private void kept(Migration old, Migration migration) {
    if (!MigrationIdentity.sameContent(old, migration)) {
      if (migration.kind() == MigrationKind.REPEATABLE) {
        changed.add(migration);
      } else {
        note(
            Kind.EDITED,
            migration,
            "The migration "
                + migration.version()
                + " is deployed and was edited: "
                + HistoryRules.whenEdited(now.tool())
                + " Restore it and make the change in a new migration.");
      }
    }
    String oldName = RepositoryPath.name(old.path());
    boolean renamed = !oldName.equals(RepositoryPath.name(migration.path()));
    // The other tools that go by the version do not mind another description.
    if (renamed && now.tool() == MigrationTool.FLYWAY) {
      note(
          Kind.RENAMED,
          migration,
          "It is deployed as " + oldName + ": Flyway's validation fails on the description.");
    }
  }

  private void noteGone() {
    boolean baseline = now.migrations().stream().anyMatch(m -> m.kind() == MigrationKind.BASELINE);
    for (Migration migration : deployedInOrder) {
      if (kept.contains(migration)) {
        continue;
      }
      String target = renames.get(migration.path());
      if (target != null && pathsNow.contains(target)) {
        notices.add(
            DetectionNotice.of(
                Kind.RENAMED,
                target,
                "It is deployed as "
                    + RepositoryPath.name(migration.path())
                    + " and now counts as another migration: "
                    + now.tool().id()
                    + " runs it again."));
      } else if (migration.kind() != MigrationKind.REPEATABLE && !baseline) {
        note(
            Kind.DELETED,
            migration,
            "The migration "
                + migration.version()
                + " is deployed and was deleted: "
                + HistoryRules.whenDeleted(now.tool()));
      }
    }
  }

  private void note(Kind kind, Migration migration, String message) {
    notices.add(DetectionNotice.of(kind, migration.path(), message));
  }
}
