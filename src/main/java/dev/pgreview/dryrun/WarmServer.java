package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A server that is started before it is known what for: on the base that was used last, which is
 * the right one when a developer reviews the same change again and again.
 */
final class WarmServer implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private @Nullable CompletableFuture<Warm> starting;

  /**
   * A started server.
   *
   * @param key of the base that it holds; empty for none
   */
  private record Warm(PostgresVersion version, String key, EmbeddedServer server) {}

  WarmServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  synchronized void start(PostgresVersion version) {
    if (starting != null) {
      return;
    }
    CompletableFuture<Warm> future = new CompletableFuture<>();
    starting = future;
    Thread.ofPlatform()
        .daemon()
        .name("pgreview-warm-up")
        .start(
            () -> {
              try {
                String key = postgres.mostRecentBase(version);
                future.complete(new Warm(version, key, postgres.start(version, key)));
              } catch (ServerUnavailableException | RuntimeException unavailable) {
                future.completeExceptionally(unavailable); // the run will say why
              }
            });
  }

  /** The server, if it is of this version and base; another one is stopped. */
  Optional<EmbeddedServer> take(PostgresVersion version, String key) {
    CompletableFuture<Warm> future = taken();
    if (future == null) {
      return Optional.empty();
    }
    try {
      Warm warm = future.join();
      if (warm.version().equals(version) && warm.key().equals(key)) {
        return Optional.of(warm.server());
      }
      Thread.ofPlatform().daemon().start(warm.server()::close);
      return Optional.empty();
    } catch (CompletionException unavailable) {
      return Optional.empty();
    }
  }

  private synchronized @Nullable CompletableFuture<Warm> taken() {
    CompletableFuture<Warm> future = starting;
    starting = null;
    return future;
  }

  @Override
  public void close() {
    CompletableFuture<Warm> future = taken();
    if (future != null) {
      try {
        future.join().server().close();
      } catch (CompletionException unavailable) {
        // There is nothing to stop.
      }
    }
  }
}
