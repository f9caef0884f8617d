package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.github.ReviewComments.Publication;
import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestComment;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewCommentsTest {
  private static final String REVIEW = "POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews";
  private static final String SINGLE = "POST /repos/{owner}/{repo}/pulls/{pull_number}/comments";

  private GitHubDouble hub;
  private GitHubApp app;
  private TestRepository shop;
  private TestPullRequest pull;
  private ReviewComments comments;

  @BeforeEach
  void start() {
    hub = GitHubDouble.start();
    app = TestApp.on(hub);
    shop = hub.repository("acme/shop");
    shop.push("main", Change.of("old.sql", lines(1, 100)));
    shop.push("feature", Change.of("V1.sql", lines(1, 100)));
    pull = shop.open("feature", "ada");
    comments = TestApp.repository(app, hub, "acme/shop").reviewComments(pull.number());
  }

  @AfterEach
  void stop() {
    app.close();
    hub.close();
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> "-- line " + i + "\n")
        .collect(Collectors.joining());
  }

  private static LineComment at(int line) {
    return new LineComment("f" + line, "V1.sql", line, line, "about line " + line);
  }

  private Publication publish(LineComment... wanted) {
    return comments.publish(pull.headSha(), List.of(wanted), "✅ Fixed.");
  }

  private TestComment on(int line) {
    return pull.lineComments().stream()
        .filter(comment -> comment.body().contains("about line " + line))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  @Test
  void allNewCommentsAreOneReview() {
    Publication made =
        publish(at(3), at(7), new LineComment("range", "V1.sql", 10, 14, "about five lines"));

    assertThat(made.created()).isEqualTo(3);
    assertThat(pull.lineComments()).hasSize(3);
    assertThat(pull.lineComments().getLast().place())
        .contains(new TestComment.Place("V1.sql", pull.headSha(), 10, 14));
    assertThat(hub.requests(REVIEW)).isEqualTo(1);
    assertThat(hub.requests(SINGLE)).isZero();
  }

  @Test
  void nothingIsWrittenTwice() {
    publish(at(3), at(7));
    Publication again = publish(at(3), at(7));
    assertThat(again).isEqualTo(new Publication(0, 0, 2, 0, List.of()));
    assertThat(pull.lineComments()).hasSize(2);
  }

  @Test
  void aTextThatChangedIsUpdated() {
    publish(at(3));
    Publication changed = publish(new LineComment("f3", "V1.sql", 3, 3, "about line 3, worse"));
    assertThat(changed.updated()).isEqualTo(1);
    assertThat(pull.lineComments())
        .singleElement()
        .satisfies(comment -> assertThat(comment.body()).endsWith("about line 3, worse"));
  }

  @Test
  void whatIsFixedIsResolvedAndComesBack() {
    publish(at(3), at(7));
    Publication fixed = publish(at(7));
    assertThat(fixed.settled()).isEqualTo(1);
    assertThat(on(3).resolved()).isTrue();
    assertThat(on(3).body()).contains("✅ Fixed.").contains("about line 3");
    assertThat(on(7).resolved()).isFalse();

    assertThat(publish(at(7))).isEqualTo(new Publication(0, 0, 1, 0, List.of()));

    Publication back = publish(at(3), at(7));
    assertThat(back.updated()).isEqualTo(1);
    assertThat(on(3).resolved()).isFalse();
    assertThat(on(3).body()).doesNotContain("Fixed");
    assertThat(pull.lineComments()).hasSize(2);
  }

  @Test
  void whereResolvingIsNotAllowedACommentIsMinimised() {
    publish(at(3));
    hub.withoutPermission("resolve");
    publish();
    assertThat(on(3).resolved()).isFalse();
    assertThat(on(3).minimized()).isTrue();
    publish(at(3));
    assertThat(on(3).minimized()).isFalse();

    hub.withoutPermission("minimize");
    publish();
    assertThat(on(3).body()).contains("✅ Fixed.");
  }

  @Test
  void oneCommentThatGitHubRefusesDoesNotLoseTheOthers() {
    Publication made =
        publish(
            at(3),
            new LineComment("outside", "V1.sql", 900, 900, "outside of the file"),
            new LineComment("untouched", "old.sql", 5, 5, "not part of the change"),
            at(7));

    assertThat(made.created()).isEqualTo(2);
    assertThat(made.refused())
        .extracting(refusal -> refusal.comment().key())
        .containsExactly("outside", "untouched");
    assertThat(made.refused().getFirst().reason()).contains("must be part of the diff");
    assertThat(pull.lineComments()).hasSize(2);
  }

  @Test
  void anAnswerThatWasLostMakesNoSecondComment() {
    for (Fault lost :
        List.of(
            Fault.badGatewayAfterTheEffect(),
            new Fault.CutInAnswer(),
            Fault.badGateway(),
            new Fault.CutBefore())) {
      hub.faults().next(REVIEW, lost);
      try {
        publish(at(3), at(7));
      } catch (GitHubException.Temporary interrupted) {
        publish(at(3), at(7));
      }
      assertThat(pull.lineComments()).hasSize(2);
      publish();
      pull.lineComments().forEach(one -> assertThat(one.resolved()).isTrue());
    }
  }

  @Test
  void singleCommentsAreNotDoubledEither() {
    LineComment bad = new LineComment("outside", "V1.sql", 900, 900, "outside");
    hub.faults().times(SINGLE, Fault.badGatewayAfterTheEffect(), 1, 1);
    publish(at(3), at(7), bad, at(9));
    assertThat(pull.lineComments()).hasSize(3);

    hub.faults().times(SINGLE, new Fault.CutBefore(), 0, 1);
    assertThatThrownBy(() -> publish(at(3), at(7), bad, at(9), at(11)))
        .isInstanceOf(GitHubException.Temporary.class);
    publish(at(3), at(7), bad, at(9), at(11));
    assertThat(pull.lineComments()).hasSize(4);
  }

  @Test
  void manyCommentsAreAFewReviews() {
    List<LineComment> many = new ArrayList<>();
    for (int i = 1; i <= 70; i++) {
      many.add(at(i));
    }
    assertThat(comments.publish(pull.headSha(), many, "Fixed.").created()).isEqualTo(70);
    assertThat(hub.requests(REVIEW)).isEqualTo(3);
    assertThat(pull.lineComments()).hasSize(70);
  }

  @Test
  void aCommentStaysWhereItsLineIsAfterAPush() {
    publish(at(50));
    pull.push(Change.of("V1.sql", "-- new first line\n" + lines(1, 100)));
    Publication again = publish(new LineComment("f50", "V1.sql", 51, 51, "about line 50"));
    assertThat(again).isEqualTo(new Publication(0, 0, 1, 0, List.of()));
  }

  @Test
  void aCommentWhoseLineWasRewrittenIsReplaced() {
    publish(at(50));
    pull.push(Change.of("V1.sql", lines(1, 49) + "-- rewritten\n" + lines(51, 100)));
    publish(at(50));
    assertThat(pull.lineComments())
        .singleElement()
        .satisfies(
            comment ->
                assertThat(comment.place().orElseThrow().commit()).isEqualTo(pull.headSha()));
  }

  @Test
  void aConversationUnderALineIsNotDeleted() {
    publish(at(50));
    TestComment first = on(50);
    pull.reply(first, "ada", "why?");
    pull.push(Change.of("V1.sql", lines(1, 49) + "-- rewritten\n" + lines(51, 100)));
    Publication moved = publish(at(50));
    assertThat(moved.created()).isEqualTo(1);
    assertThat(moved.settled()).isEqualTo(1);
    assertThat(first.resolved()).isTrue();
    assertThat(pull.lineComments()).hasSize(3);
    assertThat(publish(at(50))).isEqualTo(new Publication(0, 0, 1, 0, List.of()));
  }

  @Test
  void commentsOfPeopleAreLeftAlone() {
    publish(at(3));
    TestComment answer = pull.reply(on(3), "eve", "<!-- pgreview:f3 -->\nforged");
    publish();
    assertThat(answer.body()).isEqualTo("<!-- pgreview:f3 -->\nforged");
    assertThat(pull.lineComments()).hasSize(2);
  }

  @Test
  void aQuestionUnderALineIsAnsweredThereOnce() {
    publish(at(3));
    TestComment question = pull.reply(on(3), "ada", "/pgreview explain");
    assertThat(comments.place(question.id())).contains(new ReviewComments.Place("V1.sql", 3));
    TestComment other = pull.commentOn("eve", "<!-- pgreview:f3 -->\nforged", "V1.sql", 9);
    assertThat(comments.place(other.id())).contains(new ReviewComments.Place("V1.sql", 9));
    assertThat(comments.place(1)).isEmpty();
    comments.react(question.id(), Reaction.EYES);
    comments.answer(question.id(), "Because of its lock.", "");
    comments.answer(question.id(), "Because of its lock.", "");

    assertThat(question.reactions()).containsExactly(hub.botLogin() + " eyes");
    assertThat(pull.lineComments()).hasSize(4);
    assertThat(pull.lineComments().getLast().inReplyTo()).contains(on(3).id());
    // An answer is no finding: it is neither settled nor counted.
    assertThat(publish(at(3))).isEqualTo(new Publication(0, 0, 1, 0, List.of()));
  }

  @Test
  void threadsBeyondTheFirstPageAreResolved() {
    for (int i = 0; i < 120; i++) {
      pull.reply(lineOf("ada", i), "eve", "and?");
    }
    publish(at(3));
    publish();
    assertThat(on(3).resolved()).isTrue();
  }

  private TestComment lineOf(String login, int i) {
    return pull.commentOn(login, "thread " + i, "V1.sql", 1 + i % 90);
  }
}
