package dev.pgreview.cli;

import dev.pgreview.dryrun.ContainerServers;
import dev.pgreview.dryrun.DryRunServers;
import dev.pgreview.dryrun.EmbeddedServers;
import dev.pgreview.dryrun.ExternalServers;
import dev.pgreview.dryrun.FallbackServers;
import dev.pgreview.dryrun.ServerDryRunner;
import dev.pgreview.dryrun.ServerUnavailableException;
import dev.pgreview.pullrequest.DryRunPolicy;
import java.util.List;
import java.util.Map;

/**
 * Where changes are tried, as {@code PGREVIEW_DRY_RUN} says.
 *
 * @param runners to be closed
 */
record DryRunChoice(DryRunPolicy policy, List<ServerDryRunner> runners) implements AutoCloseable {
  /** For a checkout on this machine. */
  static ServerDryRunner here(Map<String, String> environment) {
    DryRunServers.Source containers = () -> ContainerServers.open(environment);
    return switch (wanted(environment)) {
      case "auto" ->
          new ServerDryRunner(() -> new FallbackServers(EmbeddedServers::open, containers));
      case "container" -> new ServerDryRunner(containers);
      case "embedded" -> new ServerDryRunner(EmbeddedServers::open);
      case "external" -> new ServerDryRunner(() -> ExternalServers.open(environment));
      case "off" ->
          new ServerDryRunner(
              () -> {
                throw new ServerUnavailableException("PGREVIEW_DRY_RUN is off");
              });
      default ->
          throw new CommandFailure(
              "PGREVIEW_DRY_RUN is `"
                  + wanted(environment)
                  + "`; it can be container, embedded, external, auto or off");
    };
  }

  /** For pull requests, of which some come from forks. */
  static DryRunChoice of(Map<String, String> environment) {
    ServerDryRunner runner = here(environment);
    ServerDryRunner isolated = new ServerDryRunner(() -> ContainerServers.open(environment));
    DryRunPolicy policy =
        switch (wanted(environment)) {
          case "auto", "external" -> new DryRunPolicy(runner, isolated);
          case "embedded" -> DryRunPolicy.forTrusted(runner);
          default -> DryRunPolicy.forAll(runner);
        };
    return new DryRunChoice(policy, List.of(runner, isolated));
  }

  private static String wanted(Map<String, String> environment) {
    return environment.getOrDefault("PGREVIEW_DRY_RUN", "auto");
  }

  @Override
  public void close() {
    runners.forEach(ServerDryRunner::close);
  }
}
