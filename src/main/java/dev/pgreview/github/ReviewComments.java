package dev.pgreview.github;

import java.util.List;
import java.util.Optional;

/**
 * Our comments on the lines of a pull request. {@link #publish} makes GitHub show exactly those
 * that are wanted, however often it is called and wherever an earlier call was interrupted.
 */
public final class ReviewComments {
  /**
   * A line of a file.
   *
   * @param line from 1; the last one of a comment on several
   */
  public record Place(String path, int line) {}

  private final Api api;
  private final String login;
  private final int number;

  /**
   * What became of them.
   *
   * @param created made now
   * @param updated were there with another text
   * @param unchanged were there as wanted
   * @param settled were there, are no longer wanted, and are shown as done
   * @param refused GitHub does not take them on these lines: show them elsewhere
   */
  public record Publication(
      int created, int updated, int unchanged, int settled, List<Refusal> refused) {}

  /**
   * A comment that GitHub did not take.
   *
   * @param reason in GitHub's words
   */
  public record Refusal(LineComment comment, String reason) {}

  ReviewComments(Api api, String login, int number) {
    this.api = api;
    this.login = login;
    this.number = number;
  }

  /**
   * Makes it so that exactly the wanted comments stand open: new ones in one review, changed texts
   * updated, the others resolved, or minimised where the App may not resolve.
   *
   * @param headSha the commit that was reviewed
   * @param wanted each within lines that the diff shows
   * @param settledNote Markdown put above a comment that is done, such as "Fixed."
   */
  public Publication publish(String headSha, List<LineComment> wanted, String settledNote) {
    return new ReviewCommentSync(new ReviewCommentStore(api, login, number), headSha, settledNote)
        .run(wanted);
  }

  /**
   * Where a comment stands in the newest commit; empty when its line is no longer in the diff.
   *
   * @param comment anybody's, the answer in a thread too
   */
  public Optional<Place> place(long comment) {
    return new ReviewCommentStore(api, login, number).place(comment);
  }

  /** Answers a comment on a line, once, in its thread. */
  public void answer(long comment, String body, String pointer) {
    new ReviewCommentStore(api, login, number).answer(comment, body, pointer);
  }

  /** Reacts to a comment on a line; nothing happens the second time. */
  public void react(long comment, Reaction reaction) {
    new ReviewCommentStore(api, login, number).react(comment, reaction);
  }
}
