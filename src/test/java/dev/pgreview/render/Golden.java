package dev.pgreview.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Expected outputs under {@code src/test/resources/golden}. {@code -Dgolden.update=true} writes
 * them anew: look at the difference before you commit it.
 */
final class Golden {
  static final Path FOLDER = Path.of("src/test/resources/golden");

  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private final Set<String> checked = new TreeSet<>();

  /** Compares a text with the golden of that name, or writes it. */
  void check(String name, String text) {
    checked.add(name);
    Path file = FOLDER.resolve(name);
    byte[] actual = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (UPDATE) {
        Files.createDirectories(FOLDER);
        Files.write(file, actual);
        return;
      }
      assertThat(file).as("golden; write it with -Dgolden.update=true").exists();
      assertThat(text)
          .as("%s (after a deliberate change: -Dgolden.update=true)", file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names that were checked so far. */
  Set<String> checked() {
    return checked;
  }
}
