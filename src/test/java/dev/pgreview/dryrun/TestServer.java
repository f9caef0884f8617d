package dev.pgreview.dryrun;

import dev.pgreview.dryrun.testing.TestPostgres;
import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.util.stream.Stream;

/**
 * A kind of server and a major, for tests that must hold on both kinds.
 *
 * @param container otherwise embedded
 */
record TestServer(boolean container, int major) {
  /** Embedded of every major, and a container, in which the same programs run. */
  static Stream<TestServer> all() {
    return Stream.concat(
        TestPostgres.majors().map(major -> new TestServer(false, major)),
        Stream.of(new TestServer(true, 17)));
  }

  /** One of each kind. */
  static Stream<TestServer> kinds() {
    return Stream.of(new TestServer(false, 17), new TestServer(true, 17));
  }

  /** A server, and what is to be closed after it. */
  record Running(DryRunServer server, AutoCloseable installation) implements AutoCloseable {
    @Override
    public void close() {
      try (installation) {
        server.close();
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  PostgresVersion version() {
    return new PostgresVersion(major);
  }

  Running start() throws IOException, ServerUnavailableException {
    if (!container) {
      return new Running(EmbeddedPostgres.standard().start(version()), () -> {});
    }
    TestContainers containers = TestContainers.of(major);
    return new Running(containers.start(major), containers);
  }

  @Override
  public String toString() {
    return (container ? "container " : "embedded ") + major;
  }
}
