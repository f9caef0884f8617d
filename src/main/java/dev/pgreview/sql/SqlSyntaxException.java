package dev.pgreview.sql;

/** PostgreSQL's parser rejects a text, or this program cannot read it. */
public final class SqlSyntaxException extends Exception {
  private final int position;
  private final boolean refusal;

  /**
   * PostgreSQL refuses the text.
   *
   * @param message PostgreSQL's message, without "ERROR:"
   * @param position UTF-16 offset in the text that was parsed, or -1 where PostgreSQL gives none
   */
  public SqlSyntaxException(String message, int position) {
    this(message, position, true);
  }

  private SqlSyntaxException(String message, int position, boolean refusal) {
    super(message, null, false, false);
    this.position = position;
    this.refusal = refusal;
  }

  /** The text is beyond a limit of this program; nothing is known of what PostgreSQL says to it. */
  static SqlSyntaxException unreadable(String why) {
    return new SqlSyntaxException(why, -1, false);
  }

  /** Whether PostgreSQL refuses the text too. */
  public boolean isRefusal() {
    return refusal;
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
