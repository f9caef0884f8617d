package dev.pgreview.render;

/** A page under construction. Text is escaped, markup is not; they never mix. */
final class HtmlText {
  private final StringBuilder out = new StringBuilder();

  /** Markup of our own. */
  HtmlText raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text of anybody's. */
  HtmlText text(String text) {
    out.append(MarkupText.escape(text));
    return this;
  }

  /** An element that holds only text. */
  HtmlText element(String name, String classes, String text) {
    out.append('<').append(name);
    if (!classes.isEmpty()) {
      out.append(" class=\"").append(classes).append('"');
    }
    out.append('>').append(MarkupText.escape(text)).append("</").append(name).append('>');
    return this;
  }

  HtmlText code(String text) {
    return element("code", "", text);
  }

  /** A block of SQL or of other fixed-width text. */
  HtmlText pre(String text) {
    return element("pre", "", text.stripTrailing()).raw("\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
