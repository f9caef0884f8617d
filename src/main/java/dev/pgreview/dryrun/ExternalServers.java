package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.util.List;
import java.util.Map;

/** A scratch server that is there already; each run has a database of its own on it. */
public final class ExternalServers implements DryRunServers {
  private final ExternalAddress address;

  private ExternalServers(ExternalAddress address) {
    this.address = address;
  }

  /**
   * The server of the environment; it is not asked yet.
   *
   * @param environment of which {@link ExternalAddress#VARIABLE} counts
   */
  public static DryRunServers open(Map<String, String> environment)
      throws ServerUnavailableException {
    try {
      return new ExternalServers(ExternalAddress.of(environment));
    } catch (IllegalArgumentException wrong) {
      throw new ServerUnavailableException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  @Override
  public Ready start(DryRunRequest request, List<String> keys) throws ServerUnavailableException {
    ExternalServer server = ExternalServer.start(address, request.version(), request.timeout());
    return new Ready(server, 0, List.of(), BaseKeeper.NONE);
  }

  /** Nothing: a database is made for one run. */
  @Override
  public void prepare(PostgresVersion version) {}

  @Override
  public void close() {}
}
