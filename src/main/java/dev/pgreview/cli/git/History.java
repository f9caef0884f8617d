package dev.pgreview.cli.git;

import dev.pgreview.detect.source.RepositoryPath;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Questions to the commits of a repository. */
final class History implements AutoCloseable {
  private final Repository repository;
  private final RevWalk walk;

  History(Repository repository) {
    this.repository = repository;
    this.walk = new RevWalk(repository);
  }

  RevCommit commit(ObjectId id) throws IOException {
    return walk.parseCommit(id);
  }

  /** The commit that a revision names. */
  Optional<RevCommit> resolve(String revision) throws IOException {
    try {
      ObjectId id = repository.resolve(revision + "^{commit}");
      return id == null ? Optional.empty() : Optional.of(commit(id));
    } catch (RevisionSyntaxException | IncorrectObjectTypeException | MissingObjectException none) {
      return Optional.empty();
    }
  }

  /** A nearest commit that both have; empty when they have none or it is not in this clone. */
  Optional<RevCommit> mergeBase(ObjectId one, ObjectId other) throws IOException {
    try (RevWalk bases = new RevWalk(repository)) {
      bases.setRevFilter(RevFilter.MERGE_BASE);
      bases.markStart(bases.parseCommit(one));
      bases.markStart(bases.parseCommit(other));
      RevCommit base = bases.next();
      return base == null ? Optional.empty() : Optional.of(commit(base));
    }
  }

  /** Of the merge bases with several commits the one that is nearest to {@code head}. */
  Optional<RevCommit> nearestMergeBase(ObjectId head, List<ObjectId> others) throws IOException {
    Optional<RevCommit> nearest = Optional.empty();
    for (ObjectId other : others) {
      Optional<RevCommit> base = mergeBase(head, other);
      if (base.isPresent() && (nearest.isEmpty() || isAncestor(nearest.get(), base.get()))) {
        nearest = base;
      }
    }
    return nearest;
  }

  private boolean isAncestor(RevCommit ancestor, RevCommit of) throws IOException {
    try (RevWalk ancestry = new RevWalk(repository)) {
      return ancestry.isMergedInto(ancestry.parseCommit(ancestor), ancestry.parseCommit(of));
    }
  }

  /**
   * The newest commit, following first parents from {@code head}, that changed SQL below some
   * folders; so a merge counts as a whole.
   */
  Optional<RevCommit> newestTouching(ObjectId head, Collection<String> folders) throws IOException {
    RevCommit at = commit(head);
    while (true) {
      if (touches(at, folders)) {
        return Optional.of(at);
      }
      if (at.getParentCount() == 0) {
        return Optional.empty();
      }
      at = commit(at.getParent(0));
    }
  }

  private boolean touches(RevCommit commit, Collection<String> folders) throws IOException {
    try (TreeWalk changes = new TreeWalk(repository)) {
      if (commit.getParentCount() == 0) {
        changes.addTree(new EmptyTreeIterator());
      } else {
        changes.addTree(commit(commit.getParent(0)).getTree());
      }
      changes.addTree(commit.getTree());
      changes.setRecursive(true);
      boolean everywhere = folders.isEmpty() || folders.contains("");
      changes.setFilter(
          everywhere
              ? TreeFilter.ANY_DIFF
              : AndTreeFilter.create(
                  PathFilterGroup.createFromStrings(folders), TreeFilter.ANY_DIFF));
      while (changes.next()) {
        if (RepositoryPath.isSql(changes.getPathString())) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether the clone ends at this commit although its history goes on. */
  boolean isCutOffAt(RevCommit commit) throws IOException {
    return repository.getObjectDatabase().getShallowCommits().contains(commit.getId());
  }

  boolean isShallow() throws IOException {
    return !repository.getObjectDatabase().getShallowCommits().isEmpty();
  }

  @Override
  public void close() {
    walk.close();
  }
}
