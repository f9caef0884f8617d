package dev.pgreview.github;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A pull request as it was when GitHub was asked.
 *
 * @param author its login; "ghost" when the account is gone
 * @param headRepository owner/name; empty when the fork was deleted
 * @param headRef the branch, data from outside
 * @param baseSha the base branch's commit as GitHub noted it, which may be older than its tip
 * @param mergeCommit of a merged pull request
 */
public record PullRequest(
    int number,
    String title,
    State state,
    boolean draft,
    String author,
    String headSha,
    String headRef,
    Optional<String> headRepository,
    String baseRef,
    String baseSha,
    String baseRepository,
    Optional<String> mergeCommit) {

  /** Whether it can still be merged. */
  public enum State {
    OPEN,
    CLOSED,
    MERGED
  }

  /** Whether its code comes from another repository: nothing of it is to be trusted. */
  public boolean isFork() {
    return headRepository.filter(baseRepository::equalsIgnoreCase).isEmpty();
  }

  /** Such as {@code owner/name#12}. */
  public String display() {
    return baseRepository + "#" + number;
  }

  static PullRequest of(JsonNode json) {
    JsonNode head = json.path("head");
    JsonNode base = json.path("base");
    boolean merged = json.path("merged_at").isString();
    boolean open = json.path("state").asString("").equals("open");
    return new PullRequest(
        json.path("number").asInt(0),
        json.path("title").asString(""),
        merged ? State.MERGED : open ? State.OPEN : State.CLOSED,
        json.path("draft").asBoolean(false),
        Api.text(json.path("user"), "login").orElse("ghost"),
        head.path("sha").asString(""),
        head.path("ref").asString(""),
        Api.text(head.path("repo"), "full_name"),
        base.path("ref").asString(""),
        base.path("sha").asString(""),
        Api.text(base.path("repo"), "full_name").orElse(""),
        merged ? Api.text(json, "merge_commit_sha") : Optional.empty());
  }
}
