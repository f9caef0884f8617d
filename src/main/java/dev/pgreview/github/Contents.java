package dev.pgreview.github;

import dev.pgreview.github.diff.ChangedFile;
import dev.pgreview.github.diff.Comparison;
import dev.pgreview.github.diff.DiffLines;
import dev.pgreview.github.diff.HunkReader;
import dev.pgreview.github.http.ApiRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Commits, trees and files of a repository. */
public final class Contents {
  private final Api api;
  private final BlobReader blobs;
  private final TreeReader trees;

  Contents(Api api, BlobCache cache) {
    this.api = api;
    this.blobs = new BlobReader(api, cache);
    this.trees = new TreeReader(api);
  }

  /**
   * What a head brings that a base does not have, however many files it is. Heads of forks are
   * found too.
   *
   * @param base branch, tag or commit
   * @param head commit
   */
  public Comparison compare(String base, String head) {
    return new Comparisons(api, trees).compare(base, head);
  }

  /**
   * All files of a commit; of repositories over GitHub's limit too, with more requests.
   *
   * @param commit commit or tree
   */
  public GitTree tree(String commit) {
    return trees.all(commit);
  }

  /** The content of a file by its hash. */
  public Blob blob(String sha) {
    return blobs.blob(sha);
  }

  /**
   * The contents of many files, most of them in a few requests.
   *
   * @return by hash, in the order given
   */
  public Map<String, Blob> blobs(Collection<String> shas) {
    return blobs.blobs(shas);
  }

  /**
   * A file at a commit; empty when there is none, or when it is a folder.
   *
   * @param ref branch, tag or commit; {@code HEAD} for the default branch's tip
   */
  public Optional<Blob> file(String path, String ref) {
    ApiRequest request =
        ApiRequest.get("/repos/{+repo}/contents/{+path}", api.repository(), path).query("ref", ref);
    return api.find(request).filter(JsonNode::isObject).map(blobs::ofContents);
  }

  /** The lines of a changed file on which GitHub takes comments. */
  public DiffLines diffLines(ChangedFile file, Comparison comparison) {
    if (file.kind() == ChangedFile.Kind.REMOVED) {
      return new DiffLines(java.util.List.of());
    }
    if (file.patch().isPresent()) {
      return HunkReader.ofPatch(file.patch().get());
    }
    String now = file.sha().flatMap(sha -> blob(sha).asText()).orElse("");
    return HunkReader.ofTexts(before(file, comparison), now);
  }

  private String before(ChangedFile file, Comparison comparison) {
    if (file.kind() == ChangedFile.Kind.ADDED) {
      return "";
    }
    return file.previousSha()
        .map(this::blob)
        .or(() -> file(file.previousPath().orElse(file.path()), comparison.mergeBase()))
        .flatMap(Blob::asText)
        .orElse("");
  }
}
