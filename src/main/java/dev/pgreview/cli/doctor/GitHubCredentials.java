package dev.pgreview.cli.doctor;

import dev.pgreview.github.http.AppCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The GitHub App's credentials in the environment; none of them is ever shown. */
public final class GitHubCredentials {
  private static final String APP_ID = "PGREVIEW_GITHUB_APP_ID";
  private static final String PRIVATE_KEY = "PGREVIEW_GITHUB_PRIVATE_KEY";
  private static final String WEBHOOK_SECRET = "PGREVIEW_GITHUB_WEBHOOK_SECRET";
  private static final String PEM = "-----BEGIN";

  private final Map<String, String> environment;

  /**
   * @param environment of which the variables {@code PGREVIEW_GITHUB_…} count
   */
  public GitHubCredentials(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether they are there and the key can be read; GitHub itself is not asked. */
  public CheckResult check() {
    List<String> there = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String name : List.of(APP_ID, PRIVATE_KEY, WEBHOOK_SECRET)) {
      (value(name).isEmpty() ? missing : there).add(name);
    }
    if (there.isEmpty()) {
      return CheckResult.absent(
          "no credentials in the environment", "only the service needs them, not reviews here");
    }
    List<String> advice = new ArrayList<>();
    if (!missing.isEmpty()) {
      advice.add("set " + String.join(" and ", missing) + " too, or none of them");
    }
    if (!value(PRIVATE_KEY).isEmpty()) {
      key(advice);
    }
    return advice.isEmpty()
        ? CheckResult.good("credentials of an App are there, and its key can be read")
        : CheckResult.wrong(
            String.join(", ", there) + (there.size() == 1 ? " is" : " are") + " there",
            advice.toArray(String[]::new));
  }

  private void key(List<String> advice) {
    String given = value(PRIVATE_KEY);
    String pem;
    try {
      pem = given.startsWith(PEM) ? given.replace("\\n", "\n") : Files.readString(Path.of(given));
    } catch (IOException | InvalidPathException unreadable) {
      advice.add(PRIVATE_KEY + " is neither PEM text nor the path of a readable file");
      return;
    }
    try {
      new AppCredential("doctor", pem, InstantSource.system());
    } catch (IllegalArgumentException unusable) {
      advice.add(PRIVATE_KEY + ": " + unusable.getMessage());
    }
  }

  private String value(String name) {
    return environment.getOrDefault(name, "").strip();
  }
}
