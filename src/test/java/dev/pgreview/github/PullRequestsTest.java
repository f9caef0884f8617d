package dev.pgreview.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.github.http.GitHubException;
import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.Role;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullRequestsTest {
  private GitHubDouble hub;
  private GitHubApp app;
  private TestRepository shop;
  private GitHubRepository repository;

  @BeforeEach
  void start() {
    hub = GitHubDouble.start();
    app = TestApp.on(hub);
    shop = hub.repository("acme/shop");
    repository = TestApp.repository(app, hub, "acme/shop");
  }

  @AfterEach
  void stop() {
    app.close();
    hub.close();
  }

  private TestPullRequest open(String branch) {
    shop.push(branch, Change.of(branch + ".sql", "SELECT 1;\n"));
    return shop.open(branch, "ada");
  }

  @Test
  void aPullRequestIsReadAsItIs() {
    TestPullRequest opened = open("feature");

    PullRequest pull = repository.pullRequests().get(opened.number());

    assertThat(pull.number()).isEqualTo(opened.number());
    assertThat(pull.state()).isEqualTo(PullRequest.State.OPEN);
    assertThat(pull.headSha()).isEqualTo(opened.headSha());
    assertThat(pull.headRef()).isEqualTo("feature");
    assertThat(pull.baseRef()).isEqualTo("main");
    assertThat(pull.baseSha()).isEqualTo(shop.head("main"));
    assertThat(pull.author()).isEqualTo("ada");
    assertThat(pull.isFork()).isFalse();
    assertThat(pull.draft()).isFalse();

    opened.draft(true);
    assertThat(repository.pullRequests().get(opened.number()).draft()).isTrue();
    String head = opened.push(Change.of("more.sql", "x"));
    assertThat(repository.pullRequests().get(opened.number()).headSha()).isEqualTo(head);
    opened.close();
    assertThat(repository.pullRequests().get(opened.number()).state())
        .isEqualTo(PullRequest.State.CLOSED);
    opened.reopen();
    opened.merge();
    PullRequest merged = repository.pullRequests().get(opened.number());
    assertThat(merged.state()).isEqualTo(PullRequest.State.MERGED);
    assertThat(merged.mergeCommit()).contains(shop.head("main"));
  }

  @Test
  void aForkIsKnownEvenWhenItIsGone() {
    TestRepository fork = shop.fork("eve");
    fork.push("patch", Change.of("x.sql", "x"));
    TestPullRequest opened = shop.openFrom(fork, "patch", "eve");

    PullRequest pull = repository.pullRequests().get(opened.number());
    assertThat(pull.isFork()).isTrue();
    assertThat(pull.headRepository()).contains("eve/shop");

    opened.deleteFork();
    assertThat(repository.pullRequests().get(opened.number()).isFork()).isTrue();
  }

  @Test
  void thePullRequestsOfACommitAreFound() {
    TestPullRequest one = open("one");
    TestPullRequest two = open("two");
    String old = two.headSha();
    two.push(Change.of("y", "y"));
    TestRepository fork = shop.fork("eve");
    fork.push("patch", Change.of("x.sql", "x"));
    TestPullRequest foreign = shop.openFrom(fork, "patch", "eve");

    PullRequests pulls = repository.pullRequests();
    assertThat(pulls.withHead(one.headSha()))
        .extracting(PullRequest::number)
        .containsExactly(one.number());
    assertThat(pulls.withHead(foreign.headSha()))
        .extracting(PullRequest::number)
        .containsExactly(foreign.number());
    // The commit is still part of it, and no longer its newest.
    assertThat(pulls.withHead(old)).isEmpty();
    assertThat(pulls.withHead("0".repeat(40))).isEmpty();
    one.close();
    assertThat(pulls.withHead(one.headSha())).isEmpty();
  }

  @Test
  void theTipOfABranchIsRead() {
    assertThat(repository.pullRequests().branchHead("main")).contains(shop.head("main"));
    shop.push("release/1", Change.of("a", "a"));
    assertThat(repository.pullRequests().branchHead("release/1")).contains(shop.head("release/1"));
    assertThat(repository.pullRequests().branchHead("none")).isEmpty();
  }

  @Test
  void whatIsNotThereIsGone() {
    assertThatThrownBy(() -> repository.pullRequests().get(99))
        .isInstanceOf(GitHubException.Gone.class);
    assertThatThrownBy(
            () -> app.repository(hub.installation("acme"), "acme/other").pullRequests().get(1))
        .isInstanceOf(GitHubException.Gone.class);
  }

  @Test
  void permissionsAreExact() {
    for (Role role : Role.values()) {
      shop.collaborator(role.name(), role);
      assertThat(repository.people().permission(role.name()).name()).isEqualTo(role.name());
    }
    assertThat(repository.people().permission("stranger")).isEqualTo(Permission.NONE);
    assertThat(Permission.MAINTAIN.atLeast(Permission.WRITE)).isTrue();
    assertThat(Permission.TRIAGE.atLeast(Permission.WRITE)).isFalse();
  }

  @Test
  void membersOfATeamAreKnown() {
    hub.team("acme", "dba", "ada");
    assertThat(repository.people().isMember("dba", "ada")).isTrue();
    assertThat(repository.people().isMember("dba", "eve")).isFalse();
    assertThat(repository.people().isMember("none", "ada")).isFalse();
    hub.withoutPermission("members");
    assertThatThrownBy(() -> repository.people().isMember("dba", "ada"))
        .isInstanceOf(GitHubException.Forbidden.class);
  }
}
