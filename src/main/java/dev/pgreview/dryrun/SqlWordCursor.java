package dev.pgreview.dryrun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through a statement's words; a step that does not fit leaves it where it is. */
final class SqlWordCursor {
  private final List<SqlWords.Word> words;
  private int at;

  SqlWordCursor(List<SqlWords.Word> words) {
    this.words = words;
  }

  boolean atEnd() {
    return at == words.size();
  }

  int position() {
    return at;
  }

  /** Takes these keywords or symbols, all or none. */
  boolean take(String... wanted) {
    if (at + wanted.length > words.size()) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!words.get(at + i).is(wanted[i])) {
        return false;
      }
    }
    at += wanted.length;
    return true;
  }

  /** Takes a name without qualification. */
  Optional<String> name() {
    return atEnd() || !words.get(at).isName() ? Optional.empty() : Optional.of(text());
  }

  /** Takes a word that is a value: a name, a literal or a number. */
  Optional<String> value() {
    return atEnd() || words.get(at).kind() == SqlWords.Kind.SYMBOL
        ? Optional.empty()
        : Optional.of(text());
  }

  /** Takes names with commas between them; empty when there is none. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    do {
      Optional<String> name = name();
      if (name.isEmpty()) {
        return List.of();
      }
      names.add(name.get());
    } while (take(","));
    return names;
  }

  private String text() {
    return words.get(at++).text();
  }
}
