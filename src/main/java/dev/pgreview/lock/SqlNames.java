package dev.pgreview.lock;

import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names inside string literals, as {@code regclass} reads them. */
final class SqlNames {
  private SqlNames() {}

  /** Names that follow FROM and JOIN in a text, comments and literals not minded. */
  static List<QualifiedName> afterFrom(String sql) {
    List<QualifiedName> names = new ArrayList<>();
    String[] words = sql.replace("(", " ( ").replace(")", " ) ").strip().split("\\s+");
    for (int i = 0; i + 1 < words.length; i++) {
      if (words[i].equalsIgnoreCase("from") || words[i].equalsIgnoreCase("join")) {
        names.add(parse(words[i + 1]));
      }
    }
    return names;
  }

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
