package dev.pgreview.detect.source;

import dev.pgreview.config.ReviewConfig;
import java.util.List;

/**
 * Where migrations are looked for.
 *
 * @param scope folder or file to which the search is limited; "" for the whole tree
 * @param configFolder folder of the configuration, from which its paths count
 * @param locations configured folders; empty to find them
 */
public record DetectionSettings(
    String scope, String configFolder, List<ReviewConfig.Migrations> locations) {
  public static final DetectionSettings DEFAULT = new DetectionSettings("", "", List.of());

  public DetectionSettings {
    locations = List.copyOf(locations);
  }
}
