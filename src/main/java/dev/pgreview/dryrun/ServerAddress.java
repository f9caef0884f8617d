package dev.pgreview.dryrun;

import java.nio.file.Path;

/** Where a server of our own listens. */
sealed interface ServerAddress {
  /** On 127.0.0.1. */
  record Loopback(int port) implements ServerAddress {}

  /** A Unix socket: the server needs no network. */
  record SocketFile(Path file) implements ServerAddress {}
}
