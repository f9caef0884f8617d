package dev.pgreview.review;

import dev.pgreview.config.PathGlob;
import dev.pgreview.config.ReviewConfig;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which files a review reads beside the migrations: plans and stated queries. */
public record ReviewFiles(List<PathGlob> configured) {
  public ReviewFiles {
    configured = List.copyOf(configured);
  }

  /** Those that the configuration names, and plans under their usual names. */
  public static ReviewFiles of(ReviewConfig config) {
    return new ReviewFiles(
        Stream.concat(config.plan().paths().stream(), config.queries().stream())
            .map(PathGlob::of)
            .toList());
  }

  public boolean wants(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith("migration-plan.md")
        || name.endsWith(".plan.md")
        || configured.stream().anyMatch(glob -> glob.matches(path));
  }
}
