package dev.pgreview.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * PostgreSQL's keywords that an identifier must not be spelled as: all that are reserved in some
 * place in some major from 14 to 18 (pg_get_keywords, catcode other than U).
 */
final class Keywords {
  private static final Set<String> QUOTED = read();

  private Keywords() {}

  static boolean needsQuotes(String identifier) {
    return QUOTED.contains(identifier);
  }

  private static Set<String> read() {
    try (InputStream in = Keywords.class.getResourceAsStream("quoted-keywords.txt")) {
      if (in == null) {
        throw new IllegalStateException("quoted-keywords.txt is not in the application");
      }
      return Set.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
