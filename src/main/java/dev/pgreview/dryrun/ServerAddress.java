package dev.pgreview.dryrun;

import java.nio.file.Path;
import java.util.Properties;

/** Where a server listens. */
sealed interface ServerAddress {
  /** On 127.0.0.1. */
  record Loopback(int port) implements ServerAddress {}

  /** A Unix socket: the server needs no network. */
  record SocketFile(Path file) implements ServerAddress {}

  /**
   * A server that is not ours.
   *
   * @param properties the driver's, of which what the run needs otherwise does not count
   */
  record Elsewhere(Properties properties) implements ServerAddress {}
}
