package dev.pgreview.github.testing;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Git: trees, blobs, files, comparisons, branches. */
final class ContentRoutes {
  private static final int MOST_FILES = 300;
  private static final int MOST_BYTES = 1024 * 1024;

  /** GitHub leaves out the patches of large differences. */
  private static final int MOST_PATCH = 100_000;

  private final GitHubDouble hub;

  ContentRoutes(GitHubDouble hub) {
    this.hub = hub;
  }

  void addTo(Routes routes) {
    String repo = "/repos/{owner}/{repo}";
    routes.repository("GET " + repo + "/git/trees/{tree_sha}", "contents", this::tree);
    routes.repository("GET " + repo + "/git/blobs/{file_sha}", "contents", this::blob);
    routes.repository("GET " + repo + "/git/ref/{ref}", "contents", this::ref);
    routes.repository("GET " + repo + "/contents/{path}", "contents", this::contents);
    routes.repository("GET " + repo + "/compare/{basehead}", "contents", this::compare);
  }

  private Reply tree(TestRepository repository, Call call) {
    GitStore git = repository.git();
    String asked = call.variable("tree_sha");
    String sha =
        repository
            .resolve(asked)
            .flatMap(git::tree)
            .or(() -> git.tree(asked))
            .orElseThrow(Refusal::notFound);
    boolean recursive = call.query().containsKey("recursive");
    List<GitStore.Entry> entries = git.entries(sha, recursive);
    boolean truncated = recursive && entries.size() > hub.treeLimit();
    ObjectNode json =
        Shapes.object()
            .put("sha", sha)
            .put("url", Shapes.address(repository, "/git/trees/" + sha))
            .put("truncated", truncated);
    ArrayNode list = json.putArray("tree");
    for (GitStore.Entry entry : truncated ? entries.subList(0, hub.treeLimit()) : entries) {
      ObjectNode one =
          list.addObject()
              .put("path", entry.path())
              .put("mode", entry.mode())
              .put("type", entry.type())
              .put("sha", entry.sha());
      if (entry.type().equals("blob")) {
        one.put("size", entry.size());
      }
    }
    return Reply.ok(json);
  }

  private Reply blob(TestRepository repository, Call call) {
    byte[] content =
        repository.git().blob(call.variable("file_sha")).orElseThrow(Refusal::notFound);
    return Reply.ok(
        Shapes.object()
            .put("sha", call.variable("file_sha"))
            .put("node_id", "B_1")
            .put("size", content.length)
            .put("encoding", "base64")
            .put("content", base64(content))
            .put("url", Shapes.address(repository, "/git/blobs/" + call.variable("file_sha"))));
  }

  /** With line breaks, as GitHub gives it. */
  private static String base64(byte[] content) {
    return Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(content) + "\n";
  }

  private Reply ref(TestRepository repository, Call call) {
    String name = call.variable("ref");
    String sha = repository.branches().get(name.replaceFirst("^heads/", ""));
    if (!name.startsWith("heads/") || sha == null) {
      throw Refusal.notFound();
    }
    ObjectNode json = Shapes.object().put("ref", "refs/" + name);
    json.putObject("object").put("sha", sha).put("type", "commit");
    return Reply.ok(json);
  }

  private Reply contents(TestRepository repository, Call call) {
    GitStore git = repository.git();
    String commit = repository.resolve(call.query("ref", "HEAD")).orElseThrow(Refusal::notFound);
    String path = call.variable("path");
    List<GitStore.Entry> entries = git.entries(git.tree(commit).orElseThrow(), true);
    Optional<GitStore.Entry> file =
        entries.stream().filter(entry -> entry.path().equals(path)).findFirst();
    if (file.isEmpty()) {
      throw Refusal.notFound();
    }
    if (file.get().type().equals("tree")) {
      ArrayNode children = JsonMapper.shared().createArrayNode();
      entries.stream()
          .filter(entry -> entry.path().matches(java.util.regex.Pattern.quote(path) + "/[^/]+"))
          .forEach(entry -> children.add(entry(repository, entry)));
      return Reply.ok(children);
    }
    byte[] content = git.blob(file.get().sha()).orElseThrow();
    boolean whole = content.length <= MOST_BYTES;
    return Reply.ok(
        entry(repository, file.get())
            .put("encoding", whole ? "base64" : "none")
            .put("content", whole ? base64(content) : ""));
  }

  private static ObjectNode entry(TestRepository repository, GitStore.Entry entry) {
    String address = Shapes.address(repository, "/contents/" + entry.path());
    ObjectNode json =
        Shapes.object()
            .put("type", entry.type().equals("tree") ? "dir" : "file")
            .put("size", entry.size())
            .put("name", entry.path().substring(entry.path().lastIndexOf('/') + 1))
            .put("path", entry.path())
            .put("sha", entry.sha())
            .put("url", address)
            .put("git_url", address)
            .put("html_url", address)
            .put("download_url", address);
    json.putObject("_links").put("self", address).put("git", address).put("html", address);
    return json;
  }

  private Reply compare(TestRepository repository, Call call) {
    String[] refs = call.variable("basehead").split("\\.\\.\\.", 2);
    if (refs.length < 2) {
      throw Refusal.notFound();
    }
    GitStore git = repository.git();
    String base = repository.resolve(refs[0]).orElseThrow(Refusal::notFound);
    String head = repository.resolve(refs[1]).orElseThrow(Refusal::notFound);
    String common =
        git.mergeBase(base, head)
            .orElseThrow(() -> Refusal.of(404, "No common ancestor between " + base));
    ObjectNode json =
        Shapes.object()
            .put("status", common.equals(base) ? "ahead" : "diverged")
            .put("url", Shapes.address(repository, "/compare/" + base + "..." + head));
    json.putObject("base_commit").put("sha", base);
    json.putObject("merge_base_commit").put("sha", common);
    json.putArray("commits").addObject().put("sha", head);
    ArrayNode files = json.putArray("files");
    git.differences(common, head, MOST_FILES).forEach(difference -> files.add(file(difference)));
    return Reply.ok(json);
  }

  static ObjectNode file(GitStore.Difference difference) {
    DiffEntry entry = difference.entry();
    String status =
        switch (entry.getChangeType()) {
          case ADD -> "added";
          case COPY -> "copied";
          case DELETE -> "removed";
          case MODIFY -> "modified";
          case RENAME -> "renamed";
        };
    ObjectNode json =
        Shapes.object()
            .put("filename", difference.path())
            .put("status", status)
            .put("sha", difference.sha());
    if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
      json.put("previous_filename", entry.getOldPath());
    }
    if (!difference.patch().isEmpty() && difference.patch().length() <= MOST_PATCH) {
      json.put("patch", difference.patch());
    }
    return json;
  }
}
