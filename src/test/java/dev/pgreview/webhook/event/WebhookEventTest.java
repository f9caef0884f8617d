package dev.pgreview.webhook.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgreview.queue.Job;
import dev.pgreview.queue.Lane;
import dev.pgreview.queue.RepositoryId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class WebhookEventTest {
  private static final String WHERE =
      "\"installation\":{\"id\":7},\"repository\":{\"full_name\":\"acme/shop\"}";
  private static final RepositoryId SHOP = new RepositoryId(7, "acme/shop");

  private static List<Job> jobs(String event, String fields) {
    return WebhookEvent.jobs(
        event, new Payload(JsonMapper.shared().readTree("{" + WHERE + "," + fields + "}")));
  }

  @ParameterizedTest
  @CsvSource({"opened,false", "synchronize,false", "reopened,true", "ready_for_review,true"})
  void aPullRequestIsReviewed(String action, boolean again) {
    assertThat(
            jobs(
                "pull_request",
                "\"action\":\""
                    + action
                    + "\",\"pull_request\":{\"number\":3,\"head\":{\"sha\":\"a\"}}"))
        .containsExactly(new Job.ReviewPullRequest(SHOP, 3, "a", action, again));
  }

  @Test
  void anEditCountsWhenItChangesTheBase() {
    String pull = "\"action\":\"edited\",\"pull_request\":{\"number\":3,\"head\":{\"sha\":\"a\"}}";
    assertThat(jobs("pull_request", pull + ",\"changes\":{\"title\":{\"from\":\"x\"}}")).isEmpty();
    assertThat(jobs("pull_request", pull + ",\"changes\":{\"base\":{\"ref\":{\"from\":\"x\"}}}"))
        .hasSize(1);
  }

  @Test
  void commentsAreAnsweredWhenTheyNameUs() {
    String comment =
        "\"action\":\"created\",\"issue\":{\"number\":3,\"pull_request\":{}},\"comment\":{\"id\":9,"
            + "\"user\":{\"login\":\"ann\",\"type\":\"%s\"},\"body\":\"%s\"}";
    assertThat(jobs("issue_comment", comment.formatted("User", "/pgreview review")))
        .containsExactly(
            new Job.AnswerComment(
                SHOP, 3, 9, Job.Place.CONVERSATION, "ann", false, "/pgreview review"));
    assertThat(jobs("issue_comment", comment.formatted("Bot", "/pgreview review")))
        .first()
        .extracting(job -> ((Job.AnswerComment) job).bot())
        .isEqualTo(true);
    assertThat(jobs("issue_comment", comment.formatted("User", "looks good"))).isEmpty();
  }

  @Test
  void buttonsOfOurCheckRunOnly() {
    String run =
        "\"action\":\"%s\",\"check_run\":{\"name\":\"%s\",\"head_sha\":\"a\"},"
            + "\"requested_action\":{\"identifier\":\"%s\"},\"sender\":{\"login\":\"ann\"}";
    assertThat(jobs("check_run", run.formatted("rerequested", "pgreview", "")))
        .containsExactly(new Job.ReviewCommit(SHOP, "a", "re-run", true));
    assertThat(jobs("check_run", run.formatted("requested_action", "pgreview", "plan")))
        .containsExactly(new Job.DraftPlan(SHOP, "a", "ann"));
    assertThat(jobs("check_run", run.formatted("requested_action", "pgreview", "other"))).isEmpty();
    assertThat(jobs("check_run", run.formatted("rerequested", "build", ""))).isEmpty();
    assertThat(jobs("check_run", run.formatted("completed", "pgreview", ""))).isEmpty();
  }

  @Test
  void suitesAndMergeGroups() {
    assertThat(jobs("check_suite", "\"action\":\"requested\",\"check_suite\":{\"head_sha\":\"a\"}"))
        .containsExactly(new Job.ReviewCommit(SHOP, "a", "check suite", false));
    assertThat(
            jobs("check_suite", "\"action\":\"rerequested\",\"check_suite\":{\"head_sha\":\"a\"}"))
        .containsExactly(new Job.ReviewCommit(SHOP, "a", "re-run all", true));
    assertThat(
            jobs(
                "merge_group",
                "\"action\":\"checks_requested\",\"merge_group\":{\"head_sha\":\"a\","
                    + "\"base_sha\":\"b\",\"head_ref\":\"r\"}"))
        .containsExactly(new Job.ReviewMergeGroup(SHOP, "a", "b", "r"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "installation", "push", "star", ""})
  void othersAskForNothing(String event) {
    assertThat(jobs(event, "\"action\":\"created\"")).isEmpty();
  }

  @Test
  void whatLacksAFieldAsksForNothing() {
    for (String event : WebhookEvent.BY_NAME.keySet()) {
      assertThat(jobs(event, "\"action\":\"created\"")).as(event).isEmpty();
      assertThat(jobs(event, "\"action\":null,\"pull_request\":[],\"comment\":3"))
          .as(event)
          .isEmpty();
      assertThat(WebhookEvent.jobs(event, new Payload(JsonMapper.shared().readTree("{}"))))
          .as(event)
          .isEmpty();
    }
  }

  @Test
  void dryRunsWaitInALaneOfTheirOwn() {
    assertThat(new Job.DryRun(SHOP, java.util.UUID.randomUUID()).lane()).isEqualTo(Lane.DRY_RUN);
    assertThat(new Job.ReviewCommit(SHOP, "a", "x", true).lane()).isEqualTo(Lane.QUICK);
  }
}
