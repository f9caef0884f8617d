package dev.pgreview.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PGUSER", "from-env", "PGPASSWORD", "env-word");

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example:5433/shop, jdbc:postgresql://db.example:5433/shop, from-env, env-word",
    "jdbc:postgresql://db/shop?user=u&password=p%26q, jdbc:postgresql://db/shop, u, p&q",
    "postgresql://u:p%40ss@db:5432/shop?sslmode=require, jdbc:postgresql://db:5432/shop, u, p@ss",
    "postgres://u@[::1]:5432/shop, jdbc:postgresql://[::1]:5432/shop, u, env-word",
    "jdbc:postgresql://u:w@db/shop, jdbc:postgresql://db/shop, u, w",
    "'postgresql://u:a+b@one:1,two:2/shop', 'jdbc:postgresql://one:1,two:2/shop', u, a+b",
    "jdbc:postgresql:shop, jdbc:postgresql:///shop, from-env, env-word",
    "jdbc:postgresql:///shop, jdbc:postgresql:///shop, from-env, env-word",
  })
  void bothFormsAreUnderstood(String typed, String url, String user, String password)
      throws StatisticsException {
    DatabaseAddress address = DatabaseAddress.parse(typed, ENVIRONMENT);
    assertThat(address.url()).isEqualTo(url);
    assertThat(address.properties())
        .containsEntry("user", user)
        .containsEntry("password", password);
    assertThat(address.shown()).endsWith("shop").doesNotContain(password, user + "@");
  }

  @Test
  void otherParametersReachTheDriver() throws StatisticsException {
    assertThat(
            DatabaseAddress.parse(
                    "postgresql://db/shop?sslmode=verify-full&options=-c%20a%3Db", Map.of())
                .properties())
        .containsEntry("sslmode", "verify-full")
        .containsEntry("options", "-c a=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop",
        "jdbc:mysql://u:secret@db/shop",
        "http://u:secret@db/shop",
        "postgresql://u:secret@db:port/shop",
        "postgresql://u:secret@db:99999/shop",
        "postgresql://u:secret@db:0/shop",
        "postgresql://u:secret/x@db/shop",
        "postgresql://u:12?secret@db/shop",
        "postgresql://u:secret@a b/shop",
        "postgresql://u:secret@db,/shop"
      })
  void whatIsNoAddressIsNotRepeated(String typed) {
    assertThatThrownBy(() -> DatabaseAddress.parse(typed, Map.of()))
        .isInstanceOf(StatisticsException.class)
        .message()
        .doesNotContain("secret")
        .contains("--url");
  }
}
