package dev.pgreview.config;

import dev.pgreview.schema.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A relation's name in a text: {@code schema.table}, a part perhaps in double quotes. */
final class WrittenName {
  private final String text;
  private int at;

  private WrittenName(String text) {
    this.text = text;
  }

  /** A name without schema is in {@code public}; empty when it is no name, or not clear. */
  static Optional<RelationName> parse(String text) {
    List<String> parts = new WrittenName(text).parts();
    return switch (parts.size()) {
      case 1 -> Optional.of(RelationName.of("public", parts.getFirst()));
      case 2 -> Optional.of(RelationName.of(parts.getFirst(), parts.getLast()));
      default -> Optional.empty();
    };
  }

  /** None when a part is not one. */
  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    while (true) {
      Optional<String> part = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
      if (part.isEmpty()) {
        return List.of();
      }
      parts.add(part.get());
      if (at == text.length()) {
        return parts;
      }
      if (text.charAt(at++) != '.') {
        return List.of();
      }
    }
  }

  private Optional<String> quoted() {
    StringBuilder part = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        part.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        part.append('"');
        at++;
      } else {
        return part.isEmpty() ? Optional.empty() : Optional.of(part.toString());
      }
    }
    return Optional.empty();
  }

  /** Capital letters are refused: SQL would fold them, and the writer may not know. */
  private Optional<String> plain() {
    int start = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    return at == start ? Optional.empty() : Optional.of(text.substring(start, at));
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || c > 127;
  }
}
