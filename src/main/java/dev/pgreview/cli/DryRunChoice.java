package dev.pgreview.cli;

import dev.pgreview.pullrequest.DryRunPolicy;
import dev.pgreview.pullrequest.EmbeddedDryRuns;
import dev.pgreview.pullrequest.NoDryRuns;
import java.util.Map;

/** Where changes are tried, as {@code PGREVIEW_DRY_RUN} says. */
record DryRunChoice(DryRunPolicy policy) implements AutoCloseable {
  static DryRunChoice of(Map<String, String> environment) {
    String wanted = environment.getOrDefault("PGREVIEW_DRY_RUN", "auto");
    return new DryRunChoice(
        switch (wanted) {
          case "auto", "embedded" -> new EmbeddedDryRuns();
          case "off" -> new NoDryRuns("PGREVIEW_DRY_RUN is off");
          default ->
              throw new CommandFailure(
                  "PGREVIEW_DRY_RUN is `" + wanted + "`; it can be embedded, auto or off");
        });
  }

  @Override
  public void close() {
    if (policy instanceof EmbeddedDryRuns embedded) {
      embedded.close();
    }
  }
}
