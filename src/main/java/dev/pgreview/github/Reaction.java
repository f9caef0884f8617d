package dev.pgreview.github;

/** A reaction to a comment. */
public enum Reaction {
  EYES("eyes"),
  THUMBS_UP("+1"),
  THUMBS_DOWN("-1"),
  CONFUSED("confused"),
  ROCKET("rocket");

  private final String content;

  Reaction(String content) {
    this.content = content;
  }

  String content() {
    return content;
  }
}
