package dev.pgreview.dryrun;

import dev.pgreview.schema.PostgresVersion;

/** Servers from the binaries of Maven artifacts, ready in well under a second. */
public final class EmbeddedPostgres {
  private final PostgresBinaries binaries;
  private final ClusterTemplates templates;
  private final ServerUser user;
  private final RunLocation location;

  EmbeddedPostgres(
      PostgresBinaries binaries,
      ClusterTemplates templates,
      ServerUser user,
      RunLocation location) {
    this.binaries = binaries;
    this.templates = templates;
    this.user = user;
    this.location = location;
  }

  /** With the data directory, Maven repository and user that this process's environment names. */
  public static EmbeddedPostgres standard() throws ServerUnavailableException {
    ServerUser user = ServerUser.current();
    DataDirectory data = DataDirectory.standard(System.getenv(), user);
    return new EmbeddedPostgres(
        new PostgresBinaries(data, PostgresBinaries.standardMavenRepository()),
        new ClusterTemplates(data.templates()),
        user,
        RunLocation.standard());
  }

  /** A server with the empty database {@code app}. */
  public EmbeddedServer start(PostgresVersion version) throws ServerUnavailableException {
    EmbeddedServer.Setup setup = setup(version);
    return EmbeddedServer.start(setup, templates.empty(setup));
  }

  EmbeddedServer.Setup setup(PostgresVersion version) throws ServerUnavailableException {
    return new EmbeddedServer.Setup(version, binaries.home(version), user, location);
  }
}
