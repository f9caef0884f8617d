package dev.pgreview.server;

/** A setting is wrong. The message names it and says what it can be. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public SettingsException(String message) {
    super(message);
  }
}
