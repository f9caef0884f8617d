package dev.pgreview.github;

import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.http.GraphQl;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The threads of a pull request: resolved and reopened only by GraphQL. */
final class ReviewThreads {
  private static final int MOST_PAGES = 30;

  private final Api api;
  private final int number;
  private @Nullable Map<Long, ReviewThread> byComment;

  /** A thread by its first comment. */
  private record ReviewThread(String id, boolean resolved) {}

  ReviewThreads(Api api, int number) {
    this.api = api;
    this.number = number;
  }

  /**
   * Resolves the comment's thread, or minimises the comment where the App may not resolve. Nothing
   * when neither is allowed: the comment's text says that it is done.
   *
   * @param nodeId of the comment
   */
  void close(long comment, String nodeId) {
    ReviewThread thread = threads().get(comment);
    try {
      if (thread != null && !thread.resolved) {
        api.graphQl().run("ResolveThread", Api.object().put("thread", thread.id));
      }
      if (thread != null) {
        return;
      }
    } catch (GitHubException.Forbidden
        | GitHubException.Refused
        | GitHubException.Gone notAllowed) {
      // Minimised instead.
    }
    try {
      api.graphQl().run("MinimizeComment", Api.object().put("comment", nodeId));
    } catch (GitHubException.Forbidden
        | GitHubException.Refused
        | GitHubException.Gone notAllowed) {
      // The text says it.
    }
  }

  /** Opens the comment's thread again and shows the comment. */
  void open(long comment, String nodeId) {
    ReviewThread thread = threads().get(comment);
    try {
      if (thread != null && thread.resolved) {
        api.graphQl().run("UnresolveThread", Api.object().put("thread", thread.id));
      }
      api.graphQl().run("UnminimizeComment", Api.object().put("comment", nodeId));
    } catch (GitHubException.Forbidden
        | GitHubException.Refused
        | GitHubException.Gone notAllowed) {
      // The text says it.
    }
  }

  private Map<Long, ReviewThread> threads() {
    Map<Long, ReviewThread> known = byComment;
    if (known == null) {
      known = read(api.graphQl());
      byComment = known;
    }
    return known;
  }

  private Map<Long, ReviewThread> read(GraphQl graphQl) {
    Map<Long, ReviewThread> all = new HashMap<>();
    String name = api.repository().substring(api.owner().length() + 1);
    ObjectNode variables =
        Api.object().put("owner", api.owner()).put("name", name).put("number", number);
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode threads =
          graphQl
              .run("ReviewThreads", variables)
              .path("repository")
              .path("pullRequest")
              .path("reviewThreads");
      for (JsonNode node : threads.path("nodes")) {
        all.put(
            node.path("comments").path("nodes").path(0).path("fullDatabaseId").asLong(0),
            new ReviewThread(
                node.path("id").asString(""), node.path("isResolved").asBoolean(false)));
      }
      JsonNode info = threads.path("pageInfo");
      if (!info.path("hasNextPage").asBoolean(false)) {
        break;
      }
      variables.put("after", info.path("endCursor").asString(""));
    }
    return all;
  }
}
