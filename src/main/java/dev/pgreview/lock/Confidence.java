package dev.pgreview.lock;

/** How far a prediction can be trusted. */
public enum Confidence {
  /** Measured for statements of this form; all that it depends on is known. */
  CERTAIN,
  /** Something that it depends on is assumed, for instance an unknown table. */
  LIKELY,
  /** Dynamic SQL or an unmodelled statement: what is listed may be too little. */
  UNKNOWN
}
