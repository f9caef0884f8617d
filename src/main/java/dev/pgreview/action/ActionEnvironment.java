package dev.pgreview.action;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the runner says of the workflow run (GitHub documentation, "Variables reference").
 *
 * @param api root of the API, without a slash at the end
 * @param token of the workflow; never printed
 * @param page where people see this workflow run
 * @param runKey the same for one attempt of one run, another for every other
 * @param files where reports may be put
 */
record ActionEnvironment(
    ActionEvent event,
    String repository,
    URI api,
    String token,
    URI page,
    String runKey,
    Optional<Path> summary,
    Optional<Path> outputs,
    Path files) {

  static ActionEnvironment of(Map<String, String> variables) {
    String repository = required(variables, "GITHUB_REPOSITORY");
    String token =
        Optional.ofNullable(variables.get("PGREVIEW_TOKEN"))
            .filter(text -> !text.isBlank())
            .or(() -> Optional.ofNullable(variables.get("GITHUB_TOKEN")))
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    new ActionException(
                        "there is no token: give the step"
                            + " `env: {GITHUB_TOKEN: ${{ github.token }}}`"));
    String server = variables.getOrDefault("GITHUB_SERVER_URL", "https://github.com");
    String run = variables.getOrDefault("GITHUB_RUN_ID", "0");
    String attempt = variables.getOrDefault("GITHUB_RUN_ATTEMPT", "1");
    return new ActionEnvironment(
        event(variables),
        repository,
        uri("GITHUB_API_URL", api(variables)),
        token.strip(),
        uri("GITHUB_SERVER_URL", server + "/" + repository + "/actions/runs/" + run),
        run + "-" + attempt,
        path(variables, "GITHUB_STEP_SUMMARY"),
        path(variables, "GITHUB_OUTPUT"),
        path(variables, "RUNNER_TEMP")
            .orElse(Path.of(System.getProperty("java.io.tmpdir")))
            .resolve("pgreview-report"));
  }

  private static ActionEvent event(Map<String, String> variables) {
    String name = required(variables, "GITHUB_EVENT_NAME");
    Path path = Path.of(required(variables, "GITHUB_EVENT_PATH"));
    try {
      return ActionEvent.of(name, JsonMapper.shared().readTree(Files.readAllBytes(path)));
    } catch (IOException | JacksonException broken) {
      throw new ActionException(
          "the event in GITHUB_EVENT_PATH cannot be read (" + path + "): " + broken.getMessage(),
          broken);
    }
  }

  /** Our own variable counts first: it names a GitHub Enterprise Server or a test's double. */
  private static String api(Map<String, String> variables) {
    String api =
        Optional.ofNullable(variables.get("PGREVIEW_GITHUB_API_URL"))
            .or(() -> Optional.ofNullable(variables.get("GITHUB_API_URL")))
            .orElse("https://api.github.com");
    return api.endsWith("/") ? api.substring(0, api.length() - 1) : api;
  }

  private static Optional<Path> path(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank()).map(Path::of);
  }

  private static URI uri(String name, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException wrong) {
      throw new ActionException(name + " is no address: " + wrong.getMessage(), wrong);
    }
  }

  private static String required(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new ActionException(
          name
              + " is not set: this command is for steps of GitHub Actions;"
              + " `pgreview review` is for everywhere else");
    }
    return value;
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "ActionEnvironment[" + repository + ", " + event + ", " + api + "]";
  }
}
