package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.util.List;

/** Where dry runs get their servers from. Safe for several threads. */
public sealed interface DryRunServers extends AutoCloseable
    permits EmbeddedServers, ContainerServers, ExternalServers, FallbackServers {
  /** Finds out what is needed; nothing is started before it is asked for. */
  @FunctionalInterface
  interface Source {
    DryRunServers open() throws ServerUnavailableException;
  }

  /**
   * A server that is ready.
   *
   * @param baseFiles how many files of the base it holds already
   * @param notes what was assumed when these were applied
   */
  record Ready(DryRunServer server, int baseFiles, List<String> notes, BaseKeeper keeper) {}

  /** Keeps what a server holds as the base with a key, for later runs. */
  @FunctionalInterface
  interface BaseKeeper {
    /** For servers whose bases are not kept. */
    BaseKeeper NONE = (_, _) -> {};

    /**
     * Keeps it; that there is no room for it is no error. Sessions are lost.
     *
     * @throws ServerUnavailableException when the server does not come back
     */
    void keep(String key, List<String> notes) throws ServerUnavailableException, IOException;
  }

  /**
   * Starts a server.
   *
   * @param keys names of the states after each of the request's deployed migrations
   */
  Ready start(DryRunRequest request, List<String> keys) throws ServerUnavailableException;

  /** Something that can be done before it is known what will be run; never fails. */
  void prepare(PostgresVersion version);

  /** Ends what {@link #prepare} began and no run took. */
  @Override
  void close();
}
