package dev.pgreview.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.value.MapPropertyResolver;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port             | 70000                              | PGREVIEW_PORT",
        "workers          | many                               | PGREVIEW_WORKERS",
        "dry-run          | docker                             | PGREVIEW_DRY_RUN",
        "allow-embedded   | perhaps                            | PGREVIEW_ALLOW_EMBEDDED",
        "public-url       | nowhere                            | PGREVIEW_PUBLIC_URL",
        "github-app-id    | 1                                  | PGREVIEW_GITHUB_PRIVATE_KEY",
        "database-url     | postgresql://db/pgreview           | PGREVIEW_DATABASE_URL",
        "database-url     | jdbc:postgresql://ada:hunter2@db/x | PGREVIEW_DATABASE_PASSWORD",
      })
  void whatIsWrongIsNamedAndNoPasswordRepeated(String key, String value, String named) {
    assertThatThrownBy(
            () -> ServerSettings.read(new MapPropertyResolver(Map.of("pgreview." + key, value))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"jdbc:postgresql://db/x?user=a@b", "jdbc:postgresql://db:5432/x"})
  void addressesOfStoresThatAreWellFormedAreTaken(String url) {
    ServerSettings settings =
        ServerSettings.read(new MapPropertyResolver(Map.of("pgreview.database-url", url)));
    assertThat(settings.store().orElseThrow().url()).isEqualTo(url);
  }
}
