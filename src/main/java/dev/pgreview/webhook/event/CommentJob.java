package dev.pgreview.webhook.event;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import java.util.Optional;

/** The job for a comment that could be meant for us. */
final class CommentJob {
  private static final String MENTION = "/pgreview";

  private CommentJob() {}

  static List<Job> of(Payload payload, RepositoryId repository, String numberAt, Job.Place place) {
    Optional<Long> number = payload.number(numberAt);
    Optional<Long> comment = payload.number("comment.id");
    Optional<String> author = payload.text("comment.user.login");
    // Most comments are not for us: no job is written for them.
    Optional<String> body = payload.text("comment.body").filter(text -> text.contains(MENTION));
    if (number.isEmpty() || comment.isEmpty() || author.isEmpty() || body.isEmpty()) {
      return List.of();
    }
    boolean bot = payload.text("comment.user.type").filter("Bot"::equals).isPresent();
    return List.of(
        new Job.AnswerComment(
            repository,
            Math.toIntExact(number.get()),
            comment.get(),
            place,
            author.get(),
            bot,
            body.get()));
  }
}
