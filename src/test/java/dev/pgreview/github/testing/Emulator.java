package dev.pgreview.github.testing;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The npm package {@code emulate}: a GitHub that nobody here wrote. Knows the App's authentication,
 * git objects, pull requests, check runs and comments; neither GraphQL nor a line's comments.
 */
public final class Emulator implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final String ADMIN = "admin-token";
  private static final String READER = "reader-token";
  private static final int TRIES = 5;

  private final Process process;
  private final URI api;
  private final HttpClient http = HttpClient.newHttpClient();

  private Emulator(Process process, URI api) {
    this.process = process;
    this.api = api;
  }

  /**
   * Starts it with the user {@code dev}, the repository {@code dev/shop} and the App, installed
   * there as number 100.
   *
   * @param folder for its files
   * @throws Npm.UnavailableException when npm is not to be had
   */
  public static Emulator start(Path folder)
      throws IOException, InterruptedException, Npm.UnavailableException {
    Path program = Npm.installed().resolve("node_modules/emulate/dist/index.js");
    Path seed = folder.resolve("seed.yaml");
    Files.writeString(seed, seed());
    Path log = folder.resolve("emulator.log");
    for (int i = 0; i < TRIES; i++) {
      // It cannot choose a port by itself: somebody else may take this one in between.
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      Emulator emulator =
          new Emulator(
              process(program, port, seed, log.toFile()), URI.create("http://localhost:" + port));
      if (emulator.answers()) {
        return emulator;
      }
      emulator.close();
    }
    throw new IllegalStateException("the emulator does not start: " + Files.readString(log));
  }

  private static Process process(Path program, int port, Path seed, File log) throws IOException {
    return new ProcessBuilder(
            "node",
            program.toString(),
            "start",
            "-s",
            "github",
            "-p",
            Integer.toString(port),
            "--seed",
            seed.toString())
        .directory(log.getParentFile())
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start();
  }

  private static String seed() {
    return """
    tokens:
      %s:
        login: dev
        scopes: [repo, user, "admin:org"]
      %s:
        login: reader
        scopes: [repo, user]
    github:
      users:
        - login: dev
        - login: reader
      repos:
        - owner: dev
          name: shop
          auto_init: true
      apps:
        - app_id: 4711
          slug: pgreview-test
          name: pgreview
          private_key: |
    %s
          permissions: {checks: write, pull_requests: write, issues: write, contents: read}
          events: [pull_request, issue_comment, check_run, check_suite]
          installations:
            - installation_id: 100
              account: dev
              repository_selection: all
    """
        .formatted(ADMIN, READER, AppKeys.pkcs1().strip().indent(12).stripTrailing());
  }

  private boolean answers() throws InterruptedException {
    Instant end = Instant.now().plus(STARTS_WITHIN);
    while (Instant.now().isBefore(end) && process.isAlive()) {
      try {
        send("GET", "/repos/dev/shop", "");
        return true;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    return false;
  }

  public URI api() {
    return api;
  }

  /** Commits a file to a branch. */
  public void write(String branch, String path, String content)
      throws IOException, InterruptedException {
    String base64 = Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    ObjectNode commit =
        Shapes.object().put("message", "Change").put("content", base64).put("branch", branch);
    String address = "/repos/dev/shop/contents/" + path;
    try {
      commit.put("sha", send("GET", address + "?ref=" + branch, "").path("sha").asString());
    } catch (IOException absent) {
      // It is a new file.
      commit.remove("sha");
    }
    send("PUT", address, commit.toString());
  }

  /** Makes a branch where main is. */
  public void branch(String name) throws IOException, InterruptedException {
    String sha =
        send("GET", "/repos/dev/shop/git/ref/heads/main", "").path("object").path("sha").asString();
    send(
        "POST",
        "/repos/dev/shop/git/refs",
        Shapes.object().put("ref", "refs/heads/" + name).put("sha", sha).toString());
  }

  /** Opens a pull request. */
  public int open(String branch) throws IOException, InterruptedException {
    return send(
            "POST",
            "/repos/dev/shop/pulls",
            Shapes.object()
                .put("title", "Change")
                .put("head", branch)
                .put("base", "main")
                .toString())
        .path("number")
        .asInt();
  }

  /** Sends the repository's events there, signed. */
  public void deliverTo(URI address, String secret) throws IOException, InterruptedException {
    ObjectNode hook = Shapes.object().put("name", "web").put("active", true);
    hook.putArray("events").add("*");
    hook.putObject("config")
        .put("url", address.toString())
        .put("content_type", "json")
        .put("secret", secret);
    send("POST", "/repos/dev/shop/hooks", hook.toString());
  }

  /** The owner writes in the conversation of a pull request. */
  public void comment(int number, String body) throws IOException, InterruptedException {
    comment(ADMIN, number, body);
  }

  /** Somebody who may only read does. */
  public void commentOfReader(int number, String body) throws IOException, InterruptedException {
    comment(READER, number, body);
  }

  private void comment(String token, int number, String body)
      throws IOException, InterruptedException {
    send(
        token,
        "POST",
        "/repos/dev/shop/issues/" + number + "/comments",
        Shapes.object().put("body", body).toString());
  }

  /** What it shows to the owner. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private JsonNode send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(ADMIN, method, path, body);
  }

  private JsonNode send(String token, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(method + " " + path + ": " + answer.statusCode() + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  @Override
  public void close() {
    http.shutdownNow();
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
