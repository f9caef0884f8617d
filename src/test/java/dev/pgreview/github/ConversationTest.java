package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.Fault;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestComment;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final String CREATE = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  private static final String UPDATE = "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}";

  private GitHubDouble hub;
  private GitHubApp app;
  private TestPullRequest pull;
  private Conversation conversation;

  @BeforeEach
  void start() {
    hub = GitHubDouble.start();
    app = TestApp.on(hub);
    TestRepository shop = hub.repository("acme/shop");
    shop.push("feature", Change.of("V1.sql", "SELECT 1;\n"));
    pull = shop.open("feature", "ada");
    conversation = TestApp.repository(app, hub, "acme/shop").conversation(pull.number());
  }

  @AfterEach
  void stop() {
    app.close();
    hub.close();
  }

  @Test
  void aCommentIsWrittenOnceAndKeptUpToDate() {
    Conversation.Comment first = conversation.put("summary", "One", "");
    conversation.put("summary", "Two", "");
    conversation.put("summary", "Two", "");

    assertThat(pull.conversation()).singleElement().satisfies(this::isTwo);
    assertThat(conversation.find("summary"))
        .hasValueSatisfying(
            found -> {
              assertThat(found.id()).isEqualTo(first.id());
              assertThat(found.body()).isEqualTo("Two");
            });
    assertThat(hub.requests(UPDATE)).isEqualTo(1);
  }

  private void isTwo(TestComment comment) {
    assertThat(comment.body()).isEqualTo("<!-- pgreview:summary -->\nTwo");
    assertThat(comment.author()).isEqualTo(hub.botLogin());
  }

  @Test
  void anAnswerThatWasLostMakesNoSecondComment() {
    for (Fault lost : List.of(Fault.badGatewayAfterTheEffect(), new Fault.CutInAnswer())) {
      hub.faults().next(CREATE, lost);
      conversation.put("lost" + lost.hashCode(), "Text", "");
      conversation.put("lost" + lost.hashCode(), "Text", "");
    }
    assertThat(pull.conversation()).hasSize(2);
    for (Fault lost : List.of(Fault.badGateway(), new Fault.CutBefore())) {
      hub.faults().next(CREATE, lost);
      assertThatThrownBy(() -> conversation.put("other" + lost.hashCode(), "Text", ""))
          .isInstanceOf(GitHubException.Temporary.class);
      conversation.put("other" + lost.hashCode(), "Text", "");
    }
    assertThat(pull.conversation()).hasSize(4);
  }

  @Test
  void aMarkerOfSomebodyElseIsNotOurs() {
    TestComment forged = pull.comment("eve", "<!-- pgreview:summary -->\nAll is well");
    conversation.put("summary", "Text", "");
    assertThat(forged.body()).contains("All is well");
    assertThat(pull.conversation()).hasSize(2);
    conversation.delete("summary");
    assertThat(pull.conversation()).containsExactly(forged);
  }

  @Test
  void ourCommentIsFoundAmongHundreds() {
    for (int i = 0; i < 230; i++) {
      pull.comment("ada", "comment " + i);
    }
    conversation.put("summary", "One", "");
    for (int i = 0; i < 120; i++) {
      pull.comment("ada", "comment " + i);
    }
    conversation.put("summary", "Two", "");
    assertThat(pull.conversation().stream().filter(TestComment::bot)).hasSize(1);
  }

  @Test
  void aCommentIsOnlyUpdatedWhereThereIsOne() {
    assertThat(conversation.update("summary", "Fixed", "")).isEmpty();
    conversation.put("summary", "Broken", "");
    assertThat(conversation.update("summary", "Fixed", "")).isPresent();
    assertThat(pull.conversation().getFirst().body()).endsWith("Fixed");
  }

  @Test
  void aLongCommentIsCutWithAPointer() {
    conversation.put("summary", "| a | b |\n".repeat(20_000), "[All of it](http://localhost/)");
    assertThat(pull.conversation().getFirst().body())
        .hasSizeLessThanOrEqualTo(65_536)
        .endsWith("[All of it](http://localhost/)\n");
  }

  @Test
  void aCommandIsAcknowledgedAndAnsweredOnce() {
    TestComment command = pull.comment("ada", "/pgreview help");
    conversation.react(command.id(), Reaction.EYES);
    conversation.react(command.id(), Reaction.EYES);
    conversation.answer(command.id(), "That is what I can do", "");
    conversation.answer(command.id(), "That is what I can do", "");

    assertThat(command.reactions()).containsExactly(hub.botLogin() + " eyes");
    assertThat(pull.conversation()).hasSize(2);
  }

  @Test
  void aKeyThatCouldCloseTheMarkerIsRefused() {
    for (String key : List.of("a-->b", "a b", "", "a--b", "é")) {
      assertThatThrownBy(() -> conversation.put(key, "Text", ""))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(pull.conversation()).isEmpty();
  }
}
