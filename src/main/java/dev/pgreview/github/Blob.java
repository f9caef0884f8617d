package dev.pgreview.github;

/** The content of a file. */
public sealed interface Blob {
  /** Text in UTF-8, without a byte order mark. */
  record Text(String text) implements Blob {}

  /**
   * More than is read.
   *
   * @param limit in bytes
   */
  record TooLarge(long limit) implements Blob {}

  /** Not UTF-8, or it holds a zero byte. */
  record Binary(long bytes) implements Blob {}

  /** The text, for those who treat everything else alike. */
  default java.util.Optional<String> asText() {
    return switch (this) {
      case Text text -> java.util.Optional.of(text.text());
      case TooLarge large -> java.util.Optional.empty();
      case Binary binary -> java.util.Optional.empty();
    };
  }
}
