package dev.pgreview.server;

import dev.pgreview.github.testing.Change;
import dev.pgreview.github.testing.GitHubDouble;
import dev.pgreview.github.testing.TestPullRequest;
import dev.pgreview.github.testing.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shop of the examples, on the double. */
final class Shop {
  static final String MIGRATIONS = "db/migration/";
  static final String LOYALTY = MIGRATIONS + "V8__loyalty_programme.sql";
  static final String AMOUNTS = MIGRATIONS + "V9__payment_amounts.sql";
  private static final Path ROOT = Path.of("examples/shop");
  private static final List<String> NEW = List.of(LOYALTY, AMOUNTS);

  private Shop() {}

  /** What is deployed. */
  static Change deployed() {
    Change change = Change.none();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String path = ROOT.relativize(file).toString();
        if (!NEW.contains(path)) {
          change = change.and(path, Files.readAllBytes(file));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return change;
  }

  /** What the pull request brings: the loyalty programme and the amounts. */
  static Change brought() {
    Change change = Change.none();
    for (String path : NEW) {
      change = change.and(path, text(path));
    }
    return change;
  }

  static String text(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A repository with what is deployed. */
  static TestRepository repository(GitHubDouble hub, String name) {
    TestRepository shop = hub.repository(name);
    shop.push("main", deployed());
    return shop;
  }

  /** A pull request of ada's from a branch with such a change. */
  static TestPullRequest open(TestRepository shop, Change change) {
    shop.push("feature", change);
    return shop.open("feature", "ada");
  }
}
