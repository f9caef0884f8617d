package dev.pgreview.render;

/** Text inside XML and HTML. */
final class MarkupText {
  private MarkupText() {}

  /**
   * Escaped for element content and quoted attributes; what XML 1.0 cannot hold, and what hides or
   * reorders, is spelled out. Line breaks and tabs stay.
   */
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    int lineStart = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\t') {
        visible(safe, text.substring(lineStart, i).replace("\r", ""));
        if (i < text.length()) {
          safe.append(text.charAt(i));
        }
        lineStart = i + 1;
      }
    }
    return safe.toString();
  }

  private static void visible(StringBuilder safe, String line) {
    String visible = DisplayText.visible(line);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
  }
}
