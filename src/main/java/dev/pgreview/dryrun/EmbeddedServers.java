package dev.pgreview.dryrun;

import dev.pgreview.review.DryRunRequest;
import dev.pgreview.schema.PostgresVersion;
import java.util.List;
import java.util.Optional;

/** Servers that are started from PostgreSQL's binaries on this machine. */
public final class EmbeddedServers implements DryRunServers {
  private final EmbeddedPostgres postgres;
  private final WarmServer warm;

  public EmbeddedServers(EmbeddedPostgres postgres) {
    this.postgres = postgres;
    this.warm = new WarmServer(postgres);
  }

  /** See {@link EmbeddedPostgres#standard}. */
  public static DryRunServers open() throws ServerUnavailableException {
    return new EmbeddedServers(EmbeddedPostgres.standard());
  }

  @Override
  public Ready start(DryRunRequest request, List<String> keys) throws ServerUnavailableException {
    PostgresVersion version = request.version();
    Optional<BaseTemplates.Found> found = postgres.base(version, keys);
    int files = found.map(BaseTemplates.Found::files).orElse(0);
    String key = files == 0 ? "" : keys.get(files - 1);
    Optional<EmbeddedServer> ready = warm.take(version, key);
    EmbeddedServer server =
        ready.isPresent()
            ? ready.get()
            : postgres.start(version, found.map(BaseTemplates.Found::template));
    return new Ready(
        server,
        files,
        found.map(BaseTemplates.Found::notes).orElse(List.of()),
        (base, notes) -> postgres.keepBase(server, base, notes));
  }

  @Override
  public void prepare(PostgresVersion version) {
    warm.start(version);
  }

  @Override
  public void close() {
    warm.close();
  }
}
