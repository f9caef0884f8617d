package dev.pgreview.plan;

import dev.pgreview.schema.RelationName;
import java.util.Locale;

/** Finds a relation's name in prose and code: as a word, qualified or not, quoted or not. */
final class Mentions {
  private final String text;

  Mentions(String text) {
    this.text = text.toLowerCase(Locale.ROOT);
  }

  /** A name behind another schema's is another relation; upper and lower case are one. */
  boolean of(RelationName relation) {
    String name = relation.name().toLowerCase(Locale.ROOT);
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      if (!isPartOfWord(end) && isOwn(at, relation.schema().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Whether what stands before a name's first character lets it be this name. */
  private boolean isOwn(int start, String schema) {
    int before = start - 1;
    if (before >= 0 && text.charAt(before) == '"') {
      before--;
    }
    if (before >= 0 && text.charAt(before) == '.') {
      int end = before > 0 && text.charAt(before - 1) == '"' ? before - 1 : before;
      boolean qualified = end > 0 && (isPartOfWord(end - 1) || end < before);
      return !qualified
          || (text.startsWith(schema, end - schema.length())
              && !isPartOfWord(end - schema.length() - 1));
    }
    return !isPartOfWord(before);
  }

  private boolean isPartOfWord(int index) {
    if (index < 0 || index >= text.length()) {
      return false;
    }
    char c = text.charAt(index);
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
  }
}
