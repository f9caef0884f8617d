package dev.pgreview.lock;

import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names inside string literals, as {@code regclass} reads them. */
final class SqlNames {
  private SqlNames() {}

  static QualifiedName parse(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(quoted ? String.valueOf(c) : String.valueOf(c).toLowerCase(Locale.ROOT));
      }
    }
    parts.add(part.toString().strip());
    return parts.size() == 1
        ? QualifiedName.of(parts.getFirst())
        : QualifiedName.of(parts.get(parts.size() - 2), parts.getLast());
  }
}
