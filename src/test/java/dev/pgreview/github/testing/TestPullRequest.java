package dev.pgreview.github.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A pull request, with what people do on it. */
public final class TestPullRequest {
  private final TestRepository repository;
  private final int number;
  private final String author;
  private final Optional<TestRepository> head;
  private final String headBranch;
  private final List<String> commits = new ArrayList<>();
  private final List<TestComment> conversation = new ArrayList<>();
  private final List<TestComment> lines = new ArrayList<>();
  private String baseBranch;
  private String state = "open";
  private boolean draft;
  private boolean forkDeleted;
  private Optional<String> mergeCommit = Optional.empty();
  private long updated;

  TestPullRequest(
      TestRepository repository, int number, String author, TestRepository head, String branch) {
    this.repository = repository;
    this.number = number;
    this.author = author;
    this.head = Optional.of(head);
    this.headBranch = branch;
    this.baseBranch = repository.defaultBranch();
    commits.add(head.head(branch));
  }

  public int number() {
    return number;
  }

  public String headSha() {
    return commits.getLast();
  }

  public String headBranch() {
    return headBranch;
  }

  /** Pushes to its branch; {@code synchronize} is delivered. */
  public String push(Change change) {
    return head.orElseThrow().push(headBranch, change);
  }

  /** Makes its branch another commit, as a force push does. */
  public void forcePush(String sha) {
    head.orElseThrow().reset(headBranch, sha);
  }

  /** Somebody writes in the conversation; {@code issue_comment} is delivered. */
  public TestComment comment(String login, String body) {
    TestComment comment =
        repository.hub().locked(() -> addComment(login, body, Optional.empty(), Optional.empty()));
    repository
        .hub()
        .webhooks()
        .send(repository, "issue_comment", Shapes.issueComment(this, comment, "created"));
    return comment;
  }

  /** Somebody answers a comment on a line; {@code pull_request_review_comment} is delivered. */
  public TestComment reply(TestComment root, String login, String body) {
    TestComment comment =
        repository
            .hub()
            .locked(() -> addComment(login, body, root.place(), Optional.of(root.id())));
    repository
        .hub()
        .webhooks()
        .send(
            repository,
            "pull_request_review_comment",
            Shapes.reviewCommentEvent(this, comment, "created"));
    return comment;
  }

  /** Somebody comments on a line; {@code pull_request_review_comment} is delivered. */
  public TestComment commentOn(String login, String body, String path, int line) {
    TestComment.Place place = new TestComment.Place(path, headSha(), line, line);
    TestComment comment =
        repository
            .hub()
            .locked(() -> addComment(login, body, Optional.of(place), Optional.empty()));
    repository
        .hub()
        .webhooks()
        .send(
            repository,
            "pull_request_review_comment",
            Shapes.reviewCommentEvent(this, comment, "created"));
    return comment;
  }

  public void close() {
    change("closed", () -> state = "closed");
  }

  public void reopen() {
    change("reopened", () -> state = "open");
  }

  public void draft(boolean value) {
    change(value ? "converted_to_draft" : "ready_for_review", () -> draft = value);
  }

  /** Merges it; its commit is the new tip of the base branch. */
  public void merge() {
    change(
        "closed",
        () -> {
          state = "closed";
          mergeCommit = Optional.of(repository.mergeInto(baseBranch, headSha()));
        });
  }

  /** Its author deletes the fork. */
  public void deleteFork() {
    forkDeleted = true;
  }

  /** The conversation. */
  public List<TestComment> conversation() {
    return repository.hub().locked(() -> List.copyOf(conversation));
  }

  /** Comments on lines. */
  public List<TestComment> lineComments() {
    return repository.hub().locked(() -> List.copyOf(lines));
  }

  private void change(String action, Runnable what) {
    repository
        .hub()
        .locked(
            () -> {
              what.run();
              return touched();
            });
    repository
        .hub()
        .webhooks()
        .send(repository, "pull_request", Shapes.pullRequestEvent(this, action));
  }

  TestComment addComment(
      String login, String body, Optional<TestComment.Place> place, Optional<Long> inReplyTo) {
    TestComment comment = new TestComment(repository.hub().nextId(), login, body, place, inReplyTo);
    (place.isPresent() ? lines : conversation).add(comment);
    touched();
    return comment;
  }

  Optional<TestComment> removeComment(long id) {
    Optional<TestComment> found = comments(id);
    found.ifPresent(
        comment -> {
          conversation.remove(comment);
          lines.remove(comment);
        });
    return found;
  }

  private Optional<TestComment> comments(long id) {
    return java.util.stream.Stream.concat(conversation.stream(), lines.stream())
        .filter(comment -> comment.id() == id)
        .findFirst();
  }

  void pushed(String sha) {
    commits.add(sha);
    touched();
  }

  private long touched() {
    updated = repository.hub().nextId();
    return updated;
  }

  TestRepository repository() {
    return repository;
  }

  Optional<TestRepository> head() {
    return forkDeleted ? Optional.empty() : head;
  }

  boolean isOpen() {
    return state.equals("open");
  }

  boolean isFork() {
    return head.filter(repository::equals).isEmpty();
  }

  String state() {
    return state;
  }

  boolean isDraft() {
    return draft;
  }

  String author() {
    return author;
  }

  String baseBranch() {
    return baseBranch;
  }

  Optional<String> mergeCommit() {
    return mergeCommit;
  }

  long updated() {
    return updated;
  }

  Set<String> commits() {
    return Set.copyOf(commits);
  }

  List<TestComment> conversationNow() {
    return conversation;
  }

  List<TestComment> linesNow() {
    return lines;
  }
}
