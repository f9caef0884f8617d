package dev.pgreview.cli.git;

import dev.pgreview.detect.ChangeDetection;
import dev.pgreview.detect.MigrationChange;
import dev.pgreview.detect.MigrationDetection;
import dev.pgreview.detect.source.DetectionSettings;
import dev.pgreview.detect.source.MigrationHistory;
import dev.pgreview.detect.source.RepositoryPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * What is deployed according to git. The first that applies: the revision asked for; a version; the
 * merge base with the default branch, on another branch or with uncommitted changes of migrations;
 * the state before the newest commit that touched a migration.
 */
final class GitChange {
  static final String ONE_FILE = "what runs before this file counts as deployed";
  private static final String ADVICE =
      " Give --base REV, --since VERSION or --base none"
          + " (baseline in .pgreview.yml does the same as --since).";

  private final Checkout checkout;
  private final Repository repository;
  private final DetectionSettings settings;
  private final FileSnapshotTree working;
  private Optional<MigrationDetection> found = Optional.empty();

  GitChange(Checkout checkout, Repository repository, DetectionSettings settings)
      throws IOException {
    this.checkout = checkout;
    this.repository = repository;
    this.settings = settings;
    this.working = WorkingFiles.of(repository);
  }

  LocalChange read(BaseOptions options) throws IOException, CheckoutException {
    Optional<String> revision = options.revision();
    if (revision.filter("none"::equals).isPresent()) {
      return nothingDeployed("--base none");
    }
    try (History history = new History(repository)) {
      if (revision.isPresent()) {
        return comparedWithRevision(history, revision.get());
      }
      Optional<LocalChange> since = since(now(), options, checkout, working);
      if (since.isPresent()) {
        return since.get();
      }
      ObjectId head = repository.resolve(Constants.HEAD);
      if (checkout.isFile()) {
        return new LocalChange(
            ONE_FILE, ChangeDetection.only(now(), checkout.scope()), working.tree());
      }
      if (head == null) {
        refuseBrokenHead();
        return nothingDeployed("the repository has no commits yet");
      }
      return comparedWithBranch(history, history.commit(head));
    }
  }

  /** JGit takes a branch whose file is damaged for one without commits. */
  private void refuseBrokenHead() throws IOException, CheckoutException {
    Ref head = repository.exactRef(Constants.HEAD);
    String branch = head == null ? Constants.HEAD : head.getTarget().getName();
    Path file = repository.getCommonDirectory().toPath().resolve(branch);
    if (Files.exists(file)) {
      throw new CheckoutException(
          file + " names no commit: the repository is damaged; `git fsck` there says more.");
    }
  }

  /** The way of --since and of the baseline, if one is given. */
  static Optional<LocalChange> since(
      MigrationDetection now, BaseOptions options, Checkout checkout, FileSnapshotTree files)
      throws CheckoutException {
    boolean asked = options.since().isPresent();
    Optional<String> version = options.since().or(options::baseline);
    if (version.isEmpty()) {
      return Optional.empty();
    }
    String where = asked ? "--since" : "baseline in .pgreview.yml";
    return Optional.of(
        new LocalChange(
            "everything up to version " + version.get() + " counts as deployed (" + where + ")",
            Found.limited(
                LinkedFolders.noted(
                    Found.since(now, version.get(), where), now, checkout.root(), files.links()),
                checkout),
            files.tree()));
  }

  private MigrationDetection now() {
    MigrationDetection now = found.orElseGet(() -> Found.in(working.tree(), checkout, settings));
    found = Optional.of(now);
    return now;
  }

  private LocalChange nothingDeployed(String why) {
    return new LocalChange(
        "nothing counts as deployed (" + why + ")",
        Found.limited(
            LinkedFolders.noted(
                ChangeDetection.everything(now()), now(), checkout.root(), working.links()),
            checkout),
        working.tree());
  }

  private LocalChange comparedWithRevision(History history, String revision)
      throws IOException, CheckoutException {
    RevCommit base =
        history.resolve(revision).orElseThrow(() -> new CheckoutException(unknown(revision)));
    ObjectId head = repository.resolve(Constants.HEAD);
    FileSnapshotTree deployed = CommitFiles.of(repository, base, working);
    FileSnapshotTree merged = working;
    if (head != null) {
      Optional<RevCommit> ancestor = history.mergeBase(base, head);
      if (ancestor.isPresent() && !ancestor.get().equals(base)) {
        // The revision went on since: what it got meanwhile is deployed and not deleted here.
        merged = deployed.with(CommitFiles.of(repository, ancestor.get(), working), working);
      }
    }
    return compared("compared with " + revision + " (" + name(base) + ")", deployed, merged);
  }

  private static String unknown(String revision) {
    return "There is no commit `"
        + revision
        + "` in this clone (--base); fetch it with git, or check the name.";
  }

  private LocalChange comparedWithBranch(History history, RevCommit head)
      throws IOException, CheckoutException {
    Optional<DefaultBranch> branch = DefaultBranch.of(repository);
    boolean elsewhere = branch.isPresent() && !branch.get().isCheckedOut(repository);
    FileSnapshotTree committed = CommitFiles.of(repository, head, working);
    if (!elsewhere && !hasUncommittedMigrations(committed)) {
      return comparedWithNewest(history, head);
    }
    if (branch.isEmpty()) {
      return compared("compared with the last commit " + name(head), committed, working);
    }
    Optional<RevCommit> base = history.nearestMergeBase(head, branch.get().tips());
    if (base.isEmpty()) {
      throw new CheckoutException(
          "HEAD and "
              + branch.get().name()
              + " have no commit in common here"
              + (history.isShallow()
                  ? ": the clone is shallow. Fetch more of it (git fetch --unshallow)."
                  : ".")
              + ADVICE);
    }
    FileSnapshotTree deployed =
        base.get().equals(head) ? committed : CommitFiles.of(repository, base.get(), working);
    return compared(
        "compared with merge base " + name(base.get()) + " of " + branch.get().name(),
        deployed,
        working);
  }

  private LocalChange comparedWithNewest(History history, RevCommit head)
      throws IOException, CheckoutException {
    Set<String> folders = new TreeSet<>();
    now().histories().forEach(found -> folders.addAll(foldersOf(found)));
    if (folders.isEmpty()) {
      return new LocalChange(
          "no migrations were found", ChangeDetection.everything(now()), working.tree());
    }
    Optional<RevCommit> newest = history.newestTouching(head, folders);
    if (newest.isEmpty() || history.isCutOffAt(newest.get())) {
      throw new CheckoutException(
          "It cannot be told what is deployed: the clone is shallow and does not reach the commit"
              + " before the newest migration. Fetch more of it (git fetch --unshallow)."
              + ADVICE);
    }
    RevCommit commit = newest.get();
    if (commit.getParentCount() == 0) {
      return nothingDeployed("the newest migration came with the first commit " + name(commit));
    }
    RevCommit before = history.commit(commit.getParent(0));
    return compared(
        "compared with "
            + name(before)
            + ", before the newest commit that touched a migration ("
            + name(commit)
            + ")",
        CommitFiles.of(repository, before, working),
        working);
  }

  private static Set<String> foldersOf(MigrationHistory history) {
    Set<String> folders = new TreeSet<>();
    history.migrations().forEach(m -> folders.add(RepositoryPath.folder(m.path())));
    folders.add(history.root());
    // A folder that holds all others stands for them.
    return folders.stream().anyMatch(folder -> holdsAll(folder, folders))
        ? Set.of(history.root())
        : folders;
  }

  private static boolean holdsAll(String folder, Set<String> folders) {
    return folders.stream().allMatch(other -> RepositoryPath.isUnder(other, folder));
  }

  /** Whether migrations differ from the last commit; other edits do not matter. */
  private boolean hasUncommittedMigrations(FileSnapshotTree committed) {
    List<MigrationHistory> histories = now().histories();
    boolean edited =
        histories.stream()
            .flatMap(history -> history.migrations().stream())
            .flatMap(m -> Stream.concat(Stream.of(m.path()), m.down().stream().map(d -> d.path())))
            .anyMatch(path -> !working.same(committed, path));
    return edited
        || committed.ids().keySet().stream()
            .filter(path -> RepositoryPath.isSql(path) && !working.has(path))
            .anyMatch(path -> histories.stream().anyMatch(h -> isOf(h, path)));
  }

  private static boolean isOf(MigrationHistory history, String path) {
    return !history.root().isEmpty() && RepositoryPath.isUnder(path, history.root());
  }

  @SuppressWarnings("ReferenceEquality") // only saves finding the same migrations twice
  private LocalChange compared(String sentence, FileSnapshotTree base, FileSnapshotTree now) {
    MigrationDetection before = Found.in(base.tree(), checkout, settings);
    MigrationDetection after = now == working ? now() : Found.in(now.tree(), checkout, settings);
    MigrationChange change =
        LinkedFolders.noted(
            ChangeDetection.between(before, after, Found.renames(base, now)),
            after,
            checkout.root(),
            now.links().stream().filter(link -> !now.same(base, link)).toList());
    return new LocalChange(sentence, Found.limited(change, checkout), now.tree());
  }

  private static String name(RevCommit commit) {
    return commit.abbreviate(7).name();
  }
}
