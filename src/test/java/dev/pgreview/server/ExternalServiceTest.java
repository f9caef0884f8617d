package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgreview.dryrun.PlainServer;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import dev.pgreview.persistence.testing.StoreDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service tries changes on a scratch server, and never those of forks. */
class ExternalServiceTest {
  private final Path folder;

  ExternalServiceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void changesOfTheRepositoryAreTriedThereAndForksAreNot() throws Exception {
    try (PlainServer scratch = PlainServer.start(16);
        StoreDatabase database = new StoreDatabase();
        TestService service =
            new TestService(folder)
                .on(database)
                .with("pgreview.dry-run", "external")
                .with("pgreview.dry-run-url", scratch.address(PlainServer.SUPERUSER))
                .start()) {
      TestRepository shop = Shop.repository(service.hub, "acme/shop");
      TestPullRequest pull = Shop.open(shop, Shop.brought());
      service.settle();
      assertThat(TestService.check(shop, pull.headSha()).summary())
          .contains("applied on an external PostgreSQL 16.");
      assertThat(TestService.check(shop, pull.headSha()).title()).contains("8 errors");

      TestRepository fork = shop.fork("stranger");
      // Not the same commit as the other one, when both are made within a second.
      fork.push("change", Shop.brought().and("stranger.txt", "of a fork"));
      TestPullRequest foreign = shop.openFrom(fork, "change", "stranger");
      service.settle();
      assertThat(TestService.check(shop, foreign.headSha()).summary())
          .contains("Dry run")
          .doesNotContain("external PostgreSQL");
      assertThat(scratch.column("SELECT datname FROM pg_database WHERE datname LIKE 'pgreview%'"))
          .isEmpty();
    }
  }

  @Test
  void aMissingAddressIsSaidAtTheStart() throws Exception {
    try (TestService service = new TestService(folder).with("pgreview.dry-run", "external")) {
      assertThatThrownBy(service::start)
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("PGREVIEW_DRY_RUN_URL is not set");
    }
  }
}
