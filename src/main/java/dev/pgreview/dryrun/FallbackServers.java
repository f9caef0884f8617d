package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Servers of a second kind for when there are none of the first; the report then says so. */
public final class FallbackServers implements DryRunServers {
  private final Lazy first;
  private final Lazy second;

  public FallbackServers(Source first, Source second) {
    this.first = new Lazy(first);
    this.second = new Lazy(second);
  }

  /** Opened when first wanted, and again as long as that fails. */
  private static final class Lazy {
    private final Source source;
    private @Nullable DryRunServers servers;

    Lazy(Source source) {
      this.source = source;
    }

    synchronized DryRunServers get() throws ServerUnavailableException {
      if (servers == null) {
        servers = source.open();
      }
      return servers;
    }

    synchronized void close() {
      if (servers != null) {
        servers.close();
      }
    }
  }

  @Override
  public Ready start(DryRunRequest request, List<String> keys) throws ServerUnavailableException {
    try {
      return first.get().start(request, keys);
    } catch (ServerUnavailableException unavailable) {
      return startSecond(request, keys, unavailable);
    }
  }

  private Ready startSecond(
      DryRunRequest request, List<String> keys, ServerUnavailableException firstReason)
      throws ServerUnavailableException {
    try {
      Ready ready = second.get().start(request, keys);
      String remark =
          "It ran on the "
              + ready.server().kind()
              + " server, for the one that is preferred cannot be had: "
              + firstReason.getMessage();
      List<String> notes = new ArrayList<>(ready.notes());
      notes.addFirst(remark);
      return new Ready(
          ready.server(),
          ready.baseFiles(),
          notes,
          (key, kept) ->
              ready.keeper().keep(key, kept.stream().filter(n -> !n.equals(remark)).toList()));
    } catch (ServerUnavailableException neither) {
      throw new ServerUnavailableException(
          firstReason.getMessage() + " And: " + neither.getMessage(), neither);
    }
  }

  @Override
  public void prepare(PostgresVersion version) {
    try {
      first.get().prepare(version);
    } catch (ServerUnavailableException unavailable) {
      // The run that follows takes the second kind.
      return;
    }
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
