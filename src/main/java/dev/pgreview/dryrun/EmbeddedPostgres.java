package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Servers from the binaries of Maven artifacts, ready in well under a second. */
public final class EmbeddedPostgres {
  private final PostgresBinaries binaries;
  private final ClusterTemplates templates;
  private final BaseTemplates bases;
  private final ServerUser user;
  private final RunLocation location;

  EmbeddedPostgres(
      PostgresBinaries binaries, DataDirectory data, ServerUser user, RunLocation location) {
    this.binaries = binaries;
    this.templates = new ClusterTemplates(data.templates());
    this.bases = new BaseTemplates(data.templates(), BaseTemplates.STANDARD_BYTES);
    this.user = user;
    this.location = location;
  }

  /** With the data directory, Maven repository and user that this process's environment names. */
  public static EmbeddedPostgres standard() throws ServerUnavailableException {
    ServerUser user = ServerUser.current();
    DataDirectory data = DataDirectory.standard(System.getenv(), user);
    return new EmbeddedPostgres(
        new PostgresBinaries(data, PostgresBinaries.standardMavenRepository()),
        data,
        user,
        RunLocation.standard());
  }

  /** A server with the empty database {@code app}. */
  public EmbeddedServer start(PostgresVersion version) throws ServerUnavailableException {
    ServerSetup setup = setup(version);
    removeDead();
    return EmbeddedServer.start(setup, templates.empty(setup));
  }

  /**
   * Ends servers and removes directories of processes that did not end by themselves; returns how
   * many. Every start does so first.
   */
  public int removeDead() throws ServerUnavailableException {
    try {
      return RunDirectory.removeDead(location, user);
    } catch (IOException failure) {
      throw new ServerUnavailableException(
          "servers of an earlier run cannot be removed: " + FileProblems.describe(failure),
          failure);
    }
  }

  /** A server on a cluster that was kept; on the empty one without. */
  EmbeddedServer start(PostgresVersion version, Optional<ClusterTemplate> template)
      throws ServerUnavailableException {
    return template.isPresent()
        ? EmbeddedServer.start(setup(version), template.get())
        : start(version);
  }

  /** A server on the base with this key; on the empty cluster when the key is empty. */
  EmbeddedServer start(PostgresVersion version, String key) throws ServerUnavailableException {
    try {
      return start(version, bases.template(PostgresBinaries.pinned(version), key));
    } catch (IOException failure) {
      throw new ServerUnavailableException(failure.toString(), failure);
    }
  }

  /** The longest part of a base that was kept; none when it cannot be read. */
  Optional<BaseTemplates.Found> base(PostgresVersion version, List<String> keys) {
    try {
      return bases.longest(PostgresBinaries.pinned(version), keys);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** The key of the base that was used last; empty for none. */
  String mostRecentBase(PostgresVersion version) {
    try {
      return bases.mostRecent(PostgresBinaries.pinned(version)).orElse("");
    } catch (IOException unreadable) {
      return "";
    }
  }

  /**
   * Keeps what the server holds as the base with the key; that there is no room for it is no error.
   *
   * @throws ServerUnavailableException when the server does not come back
   */
  void keepBase(EmbeddedServer server, String key, List<String> notes)
      throws ServerUnavailableException, IOException {
    bases.save(server, PostgresBinaries.pinned(server.version()), key, notes);
  }

  private ServerSetup setup(PostgresVersion version) throws ServerUnavailableException {
    return new ServerSetup(version, binaries.home(version), user, location);
  }
}
