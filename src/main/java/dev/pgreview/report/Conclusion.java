package dev.pgreview.report;

import java.util.Locale;

/** The verdict, as a check run's conclusion. */
public enum Conclusion {
  SUCCESS,
  NEUTRAL,
  FAILURE,
  /** Nothing fails, but the required plan is missing or incomplete. */
  ACTION_REQUIRED;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a merge is to stay closed. */
  public boolean blocks() {
    return switch (this) {
      case SUCCESS, NEUTRAL -> false;
      case FAILURE, ACTION_REQUIRED -> true;
    };
  }
}
