package dev.pgreview.cli.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * The branch that others are merged into: what a remote's HEAD points to, else main, master, trunk
 * or the configured init.defaultBranch. Both its local and its remote form count.
 *
 * @param name without prefix
 * @param tips where the forms of the branch stand
 */
record DefaultBranch(String name, List<ObjectId> tips) {
  DefaultBranch {
    tips = List.copyOf(tips);
  }

  static Optional<DefaultBranch> of(Repository repository) throws IOException {
    Set<String> remotes = new LinkedHashSet<>(List.of("origin", "upstream"));
    remotes.addAll(repository.getRemoteNames());
    Set<String> names = new LinkedHashSet<>();
    for (String remote : remotes) {
      Ref head = repository.exactRef(Constants.R_REMOTES + remote + "/HEAD");
      if (head != null && head.isSymbolic()) {
        String prefix = Constants.R_REMOTES + remote + "/";
        names.add(head.getTarget().getName().replace(prefix, ""));
      }
    }
    names.addAll(List.of("main", "master", "trunk"));
    String configured = repository.getConfig().getString("init", null, "defaultBranch");
    if (configured != null) {
      names.add(configured);
    }
    for (String name : names) {
      List<ObjectId> tips = tips(repository, name, remotes);
      if (!tips.isEmpty()) {
        return Optional.of(new DefaultBranch(name, tips));
      }
    }
    return Optional.empty();
  }

  private static List<ObjectId> tips(Repository repository, String name, Set<String> remotes)
      throws IOException {
    List<String> refs = new ArrayList<>(List.of(Constants.R_HEADS + name));
    remotes.forEach(remote -> refs.add(Constants.R_REMOTES + remote + "/" + name));
    List<ObjectId> tips = new ArrayList<>();
    for (String ref : refs) {
      Ref found = repository.exactRef(ref);
      if (found != null && found.getObjectId() != null) {
        tips.add(found.getObjectId());
      }
    }
    return tips;
  }

  /** Whether HEAD is this branch: by name, or detached at one of its tips. */
  boolean isCheckedOut(Repository repository) throws IOException {
    Ref head = repository.exactRef(Constants.HEAD);
    return head != null
        && (head.isSymbolic()
            ? head.getTarget().getName().equals(Constants.R_HEADS + name)
            : tips.contains(head.getObjectId()));
  }
}
