package dev.pgreview.github.testing;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * GitHub, as far as the service uses it: repositories with real git objects, pull requests, checks,
 * comments, webhooks, limits and faults. Every request to it and every answer of it is held against
 * GitHub's OpenAPI description; {@link #close} fails when one did not conform.
 */
public final class GitHubDouble implements AutoCloseable {
  static final String SLUG = "pgreview-test";
  private static final long APP_NUMBER = 4711;

  private final InstantSource clock;
  private final AtomicLong ids = new AtomicLong(1_000_000);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, TestRepository> repositories = new LinkedHashMap<>();
  private final Map<String, String> renamed = new TreeMap<>();
  private final Map<String, Set<String>> teams = new TreeMap<>();
  private final Map<Long, Integer> numbers = new TreeMap<>();
  private final Set<String> codes = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();
  private final Faults faults = new Faults();
  private final Webhooks webhooks = new Webhooks(this);
  private final Quotas quotas;
  private final Installations installations;
  private final DoubleServer server;
  private int treeLimit = 100_000;

  private GitHubDouble(InstantSource clock, String root) {
    this.clock = clock;
    this.quotas = new Quotas(clock);
    this.installations = new Installations(clock);
    this.server = DoubleServer.start(this, root);
  }

  public static GitHubDouble start() {
    return start(InstantSource.system());
  }

  public static GitHubDouble start(InstantSource clock) {
    return new GitHubDouble(clock, "");
  }

  /** A GitHub Enterprise Server: the API is at {@code /api/v3}, GraphQL at {@code /api/graphql}. */
  public static GitHubDouble startEnterprise() {
    return new GitHubDouble(InstantSource.system(), "/api/v3");
  }

  /** The root of its API. */
  public URI api() {
    return server.api();
  }

  public String appId() {
    return Long.toString(APP_NUMBER);
  }

  /** The login of what the App writes. */
  public String botLogin() {
    return SLUG + "[bot]";
  }

  /** The App's private key as GitHub hands it out, PKCS#1. */
  public String privateKey() {
    return AppKeys.pkcs1();
  }

  /** A key as GitHub hands it out; {@link Emulator} knows it too. */
  public static String anyPrivateKey() {
    return AppKeys.pkcs1();
  }

  /** The same key as PKCS#8. */
  public String privateKeyPkcs8() {
    return AppKeys.pkcs8();
  }

  /** A repository in which the App is installed; made with a first commit when it is new. */
  public TestRepository repository(String name) {
    TestRepository known = repositories.get(name);
    if (known != null) {
      return known;
    }
    TestRepository fresh = add(name, new GitStore(), true);
    fresh.push(fresh.defaultBranch(), Change.of("README.md", "# " + name + "\n"));
    return fresh;
  }

  TestRepository add(String name, GitStore git, boolean installed) {
    return locked(
        () -> {
          TestRepository fresh = new TestRepository(this, name, git, installed);
          repositories.put(name, fresh);
          if (installed) {
            installations.install(fresh.owner(), nextId());
          }
          return fresh;
        });
  }

  void rename(TestRepository repository, String other) {
    locked(
        () -> {
          renamed.put(repository.name(), other);
          repositories.remove(repository.name());
          return repositories.put(other, repository);
        });
  }

  /** The id of the App's installation for an owner. */
  public long installation(String owner) {
    return installations.of(owner);
  }

  /** The owner takes the App away. */
  public void uninstall(String owner) {
    installations.remove(owner);
  }

  /**
   * The token of a workflow that runs in a repository of the owner.
   *
   * @param readOnly as for pull requests from forks
   */
  public String workflowToken(String owner, boolean readOnly) {
    return installations.workflow(owner, nextId(), readOnly).secret();
  }

  /** Under which login what a request makes appears. */
  String writer(Call call) {
    String header = call.headers().getOrDefault("Authorization", "");
    return installations
        .valid(Optional.of(header.replaceFirst("^(Bearer|token) ", "")))
        .map(Installations.Token::login)
        .orElse(botLogin());
  }

  /** People of a team of an organisation. */
  public void team(String organisation, String slug, String... members) {
    teams.put(organisation + "/" + slug, Set.of(members));
  }

  /** Takes a permission from the App, such as {@code checks} or {@code resolve}. */
  public void withoutPermission(String permission) {
    missing.add(permission);
  }

  /** A code as the manifest flow hands to the browser; good once. */
  public String manifestCode() {
    String code = "code" + nextId();
    codes.add(code);
    return code;
  }

  /** How many entries a recursive tree has at most; GitHub's is 100,000. */
  public void treeLimit(int entries) {
    treeLimit = entries;
  }

  public Faults faults() {
    return faults;
  }

  public Webhooks webhooks() {
    return webhooks;
  }

  public Quotas quotas() {
    return quotas;
  }

  /** All requests so far, such as {@code GET /repos/{owner}/{repo}/check-runs 200}. */
  public List<String> requests() {
    return server.requests();
  }

  /** How many requests there were of this kind. */
  public long requests(String request) {
    return requests().stream().filter(one -> one.startsWith(request + " ")).count();
  }

  /** What did not conform to GitHub's description. */
  public List<String> violations() {
    return server.violations();
  }

  /**
   * Stops.
   *
   * @throws AssertionError when a request or an answer did not conform to GitHub's description
   */
  @Override
  public void close() {
    webhooks.close();
    server.stop();
    List<String> found = violations();
    if (!found.isEmpty()) {
      throw new AssertionError(
          "not as GitHub's OpenAPI description says:\n" + String.join("\n", found));
    }
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  int nextNumber(TestRepository repository) {
    return numbers.merge(repository.id(), 1, Integer::sum);
  }

  InstantSource clock() {
    return clock;
  }

  long appNumber() {
    return APP_NUMBER;
  }

  int treeLimit() {
    return treeLimit;
  }

  List<TestPullRequest> pullsFrom(TestRepository head, String branch) {
    List<TestPullRequest> found = new ArrayList<>();
    for (TestRepository repository : repositories.values()) {
      repository.pulls().values().stream()
          .filter(pull -> pull.isOpen() && pull.headBranch().equals(branch))
          .filter(pull -> pull.head().filter(head::equals).isPresent())
          .forEach(found::add);
    }
    return found;
  }

  List<TestRepository> repositories() {
    return List.copyOf(repositories.values());
  }

  Optional<TestRepository> find(String name) {
    return Optional.ofNullable(repositories.get(name));
  }

  Optional<TestRepository> byId(long id) {
    return repositories.values().stream().filter(one -> one.id() == id).findFirst();
  }

  Optional<TestRepository> movedTo(String name) {
    return Optional.ofNullable(renamed.get(name)).flatMap(this::find);
  }

  Installations installations() {
    return installations;
  }

  boolean covers(long installation, TestRepository repository) {
    return repository.installed() && installations.covers(installation, repository.owner());
  }

  Map<String, Set<String>> teams() {
    return teams;
  }

  boolean lacks(String permission) {
    return missing.contains(permission);
  }

  boolean useCode(String code) {
    return codes.remove(code);
  }
}
