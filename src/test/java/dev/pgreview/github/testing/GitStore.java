package dev.pgreview.github.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffAlgorithm;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Git objects in memory, with the hashes that git gives them; shared by a repository and its forks.
 */
final class GitStore {
  private final InMemoryRepository git =
      new InMemoryRepository(new DfsRepositoryDescription("double"));

  /** An entry of a tree. */
  record Entry(String path, String mode, String type, String sha, long size) {}

  /** Makes a commit from its first parent's files. */
  String commit(List<String> parents, Change change, Instant when) {
    try (ObjectInserter inserter = git.newObjectInserter();
        RevWalk walk = new RevWalk(git)) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      if (!parents.isEmpty()) {
        try (TreeWalk files = new TreeWalk(walk.getObjectReader())) {
          files.addTree(walk.parseCommit(ObjectId.fromString(parents.getFirst())).getTree());
          files.setRecursive(true);
          while (files.next()) {
            if (!change.files().containsKey(files.getPathString())) {
              DirCacheEntry kept = new DirCacheEntry(files.getPathString());
              kept.setFileMode(files.getFileMode());
              kept.setObjectId(files.getObjectId(0));
              builder.add(kept);
            }
          }
        }
      }
      for (Map.Entry<String, Optional<byte[]>> file : change.files().entrySet()) {
        if (file.getValue().isPresent()) {
          DirCacheEntry entry = new DirCacheEntry(file.getKey());
          entry.setFileMode(FileMode.REGULAR_FILE);
          entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue().get()));
          builder.add(entry);
        }
      }
      builder.finish();
      ObjectId tree = index.writeTree(inserter);
      PersonIdent who = new PersonIdent("Ada", "ada@example.org", when, ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      parents.forEach(parent -> commit.addParentId(ObjectId.fromString(parent)));
      commit.setAuthor(who);
      commit.setCommitter(who);
      commit.setMessage("Change " + change.files().keySet().stream().limit(3).toList());
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id.name();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  boolean isCommit(String sha) {
    return commit(sha).isPresent();
  }

  private Optional<RevCommit> commit(String sha) {
    if (!ObjectId.isId(sha)) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(sha));
      walk.parseBody(commit);
      return Optional.of(commit);
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** The hash of a commit's tree; of a tree, itself. */
  Optional<String> tree(String commitOrTree) {
    Optional<String> ofCommit = commit(commitOrTree).map(commit -> commit.getTree().name());
    if (ofCommit.isPresent() || !ObjectId.isId(commitOrTree)) {
      return ofCommit;
    }
    try (ObjectReader reader = git.newObjectReader()) {
      ObjectId id = ObjectId.fromString(commitOrTree);
      boolean isTree = reader.has(id) && reader.open(id).getType() == Constants.OBJ_TREE;
      return isTree ? Optional.of(commitOrTree) : Optional.empty();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The entries of a tree: one level, or all files and folders below. */
  List<Entry> entries(String tree, boolean recursive) {
    List<Entry> entries = new ArrayList<>();
    try (ObjectReader reader = git.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(ObjectId.fromString(tree));
      while (walk.next()) {
        boolean folder = walk.isSubtree();
        ObjectId id = walk.getObjectId(0);
        entries.add(
            new Entry(
                walk.getPathString(),
                "%06o".formatted(walk.getRawMode(0)),
                folder ? "tree" : "blob",
                id.name(),
                folder ? 0 : reader.getObjectSize(id, Constants.OBJ_BLOB)));
        if (folder && recursive) {
          walk.enterSubtree();
        }
      }
      return entries;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The content of a file. */
  Optional<byte[]> blob(String sha) {
    if (!ObjectId.isId(sha)) {
      return Optional.empty();
    }
    try (ObjectReader reader = git.newObjectReader()) {
      ObjectId id = ObjectId.fromString(sha);
      return reader.has(id)
          ? Optional.of(reader.open(id, Constants.OBJ_BLOB).getBytes())
          : Optional.empty();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** The newest commit that both have. */
  Optional<String> mergeBase(String one, String other) {
    try (RevWalk walk = new RevWalk(git)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
      walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
      return Optional.ofNullable(walk.next()).map(RevCommit::name);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Whether a commit is the other one, or an ancestor of it. */
  boolean isIn(String ancestor, String commit) {
    return mergeBase(ancestor, commit).filter(ancestor::equals).isPresent();
  }

  /** A file that differs, with its hunks as GitHub's patches have them. */
  record Difference(DiffEntry entry, String patch) {
    String path() {
      boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
      return removed ? entry.getOldPath() : entry.getNewPath();
    }

    String sha() {
      boolean removed = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
      return (removed ? entry.getOldId() : entry.getNewId()).name();
    }
  }

  /** What differs between the files of two commits. */
  List<Difference> differences(String before, String after) {
    return differences(before, after, Integer.MAX_VALUE);
  }

  /** The first of them. */
  List<Difference> differences(String before, String after, int most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter formatter = new DiffFormatter(out)) {
      formatter.setRepository(git);
      formatter.setDiffAlgorithm(
          DiffAlgorithm.getAlgorithm(DiffAlgorithm.SupportedAlgorithm.MYERS));
      formatter.setAbbreviationLength(Constants.OBJECT_ID_STRING_LENGTH);
      formatter.setDetectRenames(true);
      formatter.setContext(3);
      List<Difference> all = new ArrayList<>();
      for (DiffEntry entry :
          formatter.scan(
              ObjectId.fromString(tree(before).orElseThrow()),
              ObjectId.fromString(tree(after).orElseThrow()))) {
        if (all.size() == most) {
          break;
        }
        out.reset();
        formatter.format(entry);
        formatter.flush();
        String text = out.toString(StandardCharsets.UTF_8);
        int hunks = text.indexOf("\n@@");
        all.add(new Difference(entry, hunks < 0 ? "" : text.substring(hunks + 1).stripTrailing()));
      }
      return all;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
