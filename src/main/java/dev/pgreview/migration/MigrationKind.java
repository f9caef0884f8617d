package dev.pgreview.migration;

/** What part a migration plays in its tool's history. */
public enum MigrationKind {
  /** Runs once, in version order. */
  VERSIONED,
  /** Runs again whenever its text changes, after the versioned ones. */
  REPEATABLE,
  /** Stands for all versions up to its own on a new database. */
  BASELINE,
  /** Only undoes; never part of the way up. */
  UNDO,
  /** Run by the tool around migrations; named in the report, not reviewed. */
  CALLBACK
}
