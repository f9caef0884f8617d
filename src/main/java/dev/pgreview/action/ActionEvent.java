package dev.pgreview.action;

import tools.jackson.databind.JsonNode;

/** What a workflow was started by, as far as there is something to review. */
sealed interface ActionEvent {
  /**
   * A pull request's push.
   *
   * @param headSha the commit that the workflow was started for; the branch may be further by now
   */
  record PullRequestPushed(int number, String headSha) implements ActionEvent {}

  /** A merge queue asks whether a group may be merged. */
  record MergeGroup(String headSha, String baseSha) implements ActionEvent {}

  /**
   * Reads an event.
   *
   * @param name as in {@code GITHUB_EVENT_NAME}
   * @param payload the webhook's
   * @throws ActionException when there is nothing to review in events of this kind
   */
  static ActionEvent of(String name, JsonNode payload) {
    return switch (name) {
      case "pull_request", "pull_request_target" ->
          new PullRequestPushed(
              number(payload), text(payload.path("pull_request").path("head"), "sha", name));
      case "merge_group" ->
          new MergeGroup(
              text(payload.path("merge_group"), "head_sha", name),
              text(payload.path("merge_group"), "base_sha", name));
      default ->
          throw new ActionException(
              "the workflow was started by `"
                  + name
                  + "`, and only pull requests and merge groups are reviewed: write"
                  + " `on: [pull_request, merge_group]`");
    };
  }

  private static int number(JsonNode payload) {
    int number = payload.path("pull_request").path("number").asInt(0);
    if (number == 0) {
      throw new ActionException("the event in GITHUB_EVENT_PATH has no pull_request.number");
    }
    return number;
  }

  private static String text(JsonNode node, String field, String event) {
    String value = node.path(field).asString("");
    if (value.isEmpty()) {
      throw new ActionException(
          "the event in GITHUB_EVENT_PATH is no `" + event + "`: it has no " + field);
    }
    return value;
  }
}
