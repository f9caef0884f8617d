package dev.pgreview.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A list of names in a setting, as PostgreSQL reads it (src/backend/utils/adt/varlena.c,
 * SplitIdentifierString): separated by commas, folded to lower case unless quoted.
 */
final class SchemaList {
  private SchemaList() {}

  static List<String> parse(String value) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' && quoted && i + 1 < value.length() && value.charAt(i + 1) == '"') {
        name.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted) {
        name.append(c);
      } else if (c == ',') {
        add(name, names);
      } else if (!Character.isWhitespace(c)) {
        name.append(String.valueOf(c).toLowerCase(Locale.ROOT));
      }
    }
    add(name, names);
    return names;
  }

  private static void add(StringBuilder name, List<String> names) {
    if (!name.isEmpty()) {
      names.add(name.toString());
      name.setLength(0);
    }
  }
}
