package dev.pgreview.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys by which no review goes yet; docs/configuration.md marks them. */
final class UnusedKeys {
  static final List<String> PATHS =
      List.of("dry_run.fill_rows", "ownership", "tenancy", "pii", "naming");

  private UnusedKeys() {}

  /** Those that are written, by place. */
  static List<ConfigNotice> in(YamlValue root) {
    List<ConfigNotice> notices = new ArrayList<>();
    YamlMapping top = root.mapping(ConfigKeys.TOP);
    for (String path : PATHS) {
      int dot = path.indexOf('.');
      Optional<ConfigNotice> notice =
          dot < 0
              ? top.notice(path)
              : top.section(path.substring(0, dot), YamlMapping.OWN_NAMES)
                  .notice(path.substring(dot + 1));
      notice.ifPresent(notices::add);
    }
    notices.sort(
        java.util.Comparator.comparingInt(ConfigNotice::line)
            .thenComparingInt(ConfigNotice::column));
    return notices;
  }
}
