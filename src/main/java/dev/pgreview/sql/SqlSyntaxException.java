package dev.pgreview.sql;

/** PostgreSQL's parser rejects a text, or the text is nothing that can be handed to it. */
public final class SqlSyntaxException extends Exception {
  private final int position;

  /**
   * @param message PostgreSQL's message, without "ERROR:"
   * @param position UTF-16 offset in the text that was parsed, or -1 where PostgreSQL gives none
   */
  public SqlSyntaxException(String message, int position) {
    super(message, null, false, false);
    this.position = position;
  }

  /** UTF-16 offset in the text that was parsed, or -1 where PostgreSQL gives none. */
  public int position() {
    return position;
  }

  /** PostgreSQL's message, without "ERROR:". */
  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
