package dev.pgreview.github;

import dev.pgreview.github.diff.ChangedFile;
import dev.pgreview.github.diff.ChangedFile.Kind;
import dev.pgreview.github.diff.Comparison;
import dev.pgreview.github.diff.TreeComparison;
import dev.pgreview.github.http.ApiRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Compares commits. GitHub's own comparison names at most 300 files, and a pull request's list may
 * already be that of a newer commit; above that the trees are compared.
 */
final class Comparisons {
  private static final int MOST_FILES = 300;

  private final Api api;
  private final TreeReader trees;

  Comparisons(Api api, TreeReader trees) {
    this.api = api;
    this.trees = trees;
  }

  Comparison compare(String base, String head) {
    JsonNode answer =
        api.send(
            ApiRequest.get("/repos/{+repo}/compare/{base}...{head}", api.repository(), base, head)
                // The files are on the first page; of the commits none is wanted.
                .query("per_page", 1));
    String mergeBase = answer.path("merge_base_commit").path("sha").asString("");
    String baseSha = answer.path("base_commit").path("sha").asString("");
    List<ChangedFile> files = new ArrayList<>();
    answer.path("files").forEach(file -> files.add(file(file)));
    if (files.isEmpty() || files.size() >= MOST_FILES) {
      files.clear();
      files.addAll(TreeComparison.between(contents(mergeBase), contents(head)));
    }
    files.sort(Comparator.comparing(ChangedFile::path));
    return new Comparison(baseSha, mergeBase, head, files);
  }

  private java.util.Map<String, String> contents(String commit) {
    java.util.Map<String, String> shas = new java.util.LinkedHashMap<>();
    trees.all(commit).files().forEach(file -> shas.put(file.path(), file.sha()));
    return shas;
  }

  private static ChangedFile file(JsonNode json) {
    Kind kind =
        switch (json.path("status").asString("")) {
          case "added", "copied" -> Kind.ADDED;
          case "removed" -> Kind.REMOVED;
          case "renamed" -> Kind.RENAMED;
          default -> Kind.MODIFIED;
        };
    Optional<String> sha = Api.text(json, "sha");
    return new ChangedFile(
        json.path("filename").asString(""),
        kind,
        Api.text(json, "previous_filename"),
        kind == Kind.REMOVED ? sha : Optional.empty(),
        kind == Kind.REMOVED ? Optional.empty() : sha,
        Api.text(json, "patch"));
  }
}
