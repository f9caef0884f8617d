package dev.pgreview.github;

import dev.pgreview.github.http.ApiRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads trees: in one request where GitHub gives the whole, else directory by directory. */
final class TreeReader {
  private final Api api;

  TreeReader(Api api) {
    this.api = api;
  }

  GitTree all(String commit) {
    List<GitTree.File> files = new ArrayList<>();
    JsonNode tree = read(commit, true);
    if (tree.path("truncated").asBoolean(false)) {
      descend(tree.path("sha").asString(commit), "", files);
    } else {
      tree.path("tree").forEach(entry -> file(entry, "", files));
    }
    files.sort(Comparator.comparing(GitTree.File::path));
    return new GitTree(tree.path("sha").asString(""), files);
  }

  /** Each directory of a level as a whole; only those that are too large level by level. */
  private void descend(String sha, String prefix, List<GitTree.File> files) {
    for (JsonNode entry : read(sha, false).path("tree")) {
      if (!entry.path("type").asString("").equals("tree")) {
        file(entry, prefix, files);
        continue;
      }
      String child = entry.path("sha").asString("");
      String path = prefix + entry.path("path").asString("") + "/";
      JsonNode whole = read(child, true);
      if (whole.path("truncated").asBoolean(false)) {
        descend(child, path, files);
      } else {
        whole.path("tree").forEach(inner -> file(inner, path, files));
      }
    }
  }

  JsonNode read(String sha, boolean recursive) {
    ApiRequest request = ApiRequest.get("/repos/{+repo}/git/trees/{sha}", api.repository(), sha);
    return api.send(recursive ? request.query("recursive", 1) : request);
  }

  private static void file(JsonNode entry, String prefix, List<GitTree.File> files) {
    if (entry.path("type").asString("").equals("blob")) {
      files.add(
          new GitTree.File(
              prefix + entry.path("path").asString(""),
              entry.path("sha").asString(""),
              entry.path("size").asLong(0),
              entry.path("mode").asString("").equals("120000")));
    }
  }
}
