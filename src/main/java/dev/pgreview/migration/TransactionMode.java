package dev.pgreview.migration;

/** How a tool sends a section to the server. */
public enum TransactionMode {
  /** BEGIN before and COMMIT after the section. */
  WRAPPED,
  /**
   * The whole section as one simple query: several statements are one implicit transaction block, a
   * single one is not (PostgreSQL documentation, "Multiple Statements in a Simple Query").
   */
  IMPLICIT,
  /** Each statement by itself. */
  AUTOCOMMIT
}
