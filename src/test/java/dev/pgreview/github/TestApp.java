package dev.pgreview.github;

import dev.pgreview.github.http.AppCredential;
import dev.pgreview.github.http.ClientSettings;
import dev.pgreview.github.testing.GitHubDouble;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The App on the double, impatient. */
final class TestApp {
  private TestApp() {}

  static GitHubApp on(GitHubDouble hub) {
    return on(hub, InstantSource.system());
  }

  static GitHubApp on(GitHubDouble hub, InstantSource clock) {
    return on(hub, clock, new SimpleMeterRegistry());
  }

  static GitHubApp on(GitHubDouble hub, InstantSource clock, MeterRegistry registry) {
    return new GitHubApp(
        settings(hub), new AppCredential(hub.appId(), hub.privateKey(), clock), clock, registry);
  }

  static ClientSettings settings(GitHubDouble hub) {
    return ClientSettings.standard(hub.api())
        .withRetryWaits(List.of(Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  static GitHubRepository repository(GitHubApp app, GitHubDouble hub, String name) {
    return app.repository(hub.installation(name.substring(0, name.indexOf('/'))), name);
  }
}
