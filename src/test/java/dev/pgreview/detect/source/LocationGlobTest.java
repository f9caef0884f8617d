package dev.pgreview.detect.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationGlobTest {
  @ParameterizedTest
  @CsvSource({
    "db/migration, db/migration/V1__a.sql, true, db/migration",
    "db/migration, db/migration/x/V1__a.sql, true, db/migration",
    "db/migration, db/migrations/V1__a.sql, false, db/migration",
    "db/*.sql, db/a.sql, true, db",
    "db/*.sql, db/x/a.sql, false, db",
    "**/sql, a/b/sql/1.sql, true, ''",
    "services/*/migrations, services/a/migrations/1.sql, true, services",
    "'', a.sql, true, ''",
    "db/a.sql, db/a.sql, true, db/a.sql",
  })
  void matches(String glob, String path, boolean matches, String folder) {
    LocationGlob location = LocationGlob.of(glob);
    assertThat(location.matches(path)).isEqualTo(matches);
    assertThat(location.folder()).isEqualTo(folder);
  }
}
