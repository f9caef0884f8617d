package dev.pgreview.detect.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TomlDocumentTest {
  @Test
  void readsWhatToolsWrite() throws TomlDocument.TomlException {
    Map<String, Object> toml =
        TomlDocument.parse(
            """
            # Flyway
            id = "x"
            [flyway]
            locations = [
              "filesystem:sql", # one
              'classpath:db',
            ]
            mixed = true
            postgresql.transactional.lock = false
            placeholders = { schema = "app", "odd key" = 'a\\b' }
            [environments.dev]
            url = "jdbc:postgresql://localhost/\\"q\\""
            port = 5432
            [[list]]
            a = 1
            [[list]]
            a = 2
            text = \"\"\"
            two
            lines\"\"\"
            """);
    assertThat(toml).containsEntry("id", "x");
    assertThat(toml.get("flyway"))
        .isEqualTo(
            Map.of(
                "locations", List.of("filesystem:sql", "classpath:db"),
                "mixed", true,
                "postgresql", Map.of("transactional", Map.of("lock", false)),
                "placeholders", Map.of("schema", "app", "odd key", "a\\b")));
    assertThat(toml.get("environments"))
        .isEqualTo(
            Map.of("dev", Map.of("url", "jdbc:postgresql://localhost/\"q\"", "port", "5432")));
    assertThat(toml.get("list"))
        .isEqualTo(List.of(Map.of("a", "1"), Map.of("a", "2", "text", "two\nlines")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a =", "a = \"x", "[a", "a = [1", "= 1", "a = {b = 1", "a = 1\na.b = 2"})
  void saysWhereItIsBroken(String toml) {
    assertThatThrownBy(() -> TomlDocument.parse(toml))
        .isInstanceOf(TomlDocument.TomlException.class)
        .hasMessageContaining("line ");
  }

  @Test
  void deepNestingIsAnErrorAndNoOverflow() {
    assertThatThrownBy(() -> TomlDocument.parse("a = " + "[".repeat(100_000)))
        .isInstanceOf(TomlDocument.TomlException.class);
  }

  @Property
  void neverFailsOtherwise(@ForAll String text) {
    try {
      assertThat(TomlDocument.parse(text)).isNotNull();
    } catch (TomlDocument.TomlException e) {
      assertThat(e).hasMessageStartingWith("line ");
    }
  }
}
