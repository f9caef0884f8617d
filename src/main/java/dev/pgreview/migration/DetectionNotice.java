package dev.pgreview.migration;

/**
 * Something about the migrations of a repository that is not in their SQL.
 *
 * @param path the file that it is about
 * @param line from 1; 1 when it is about the whole file
 * @param message what is wrong and what follows from it, one or two sentences
 */
public record DetectionNotice(Kind kind, String path, int line, String message) {

  /** What a notice is about. */
  public enum Kind {
    /** Two migrations of a history have the same version. */
    DUPLICATE_VERSION,
    /** The tool's convention has a way back and this migration has none. */
    MISSING_DOWN,
    /** A way back without its migration. */
    ORPHAN_DOWN,
    /** Run by the tool around migrations; not reviewed. */
    CALLBACK,
    /** Written in a programming language or changelog format: rendered SQL is needed. */
    CODE_MIGRATION,
    /** A placeholder for which no value is known; the SQL keeps it. */
    UNRESOLVED_PLACEHOLDER,
    /** A placeholder whose value only the deployment knows; a stand-in was put in. */
    STAND_IN_PLACEHOLDER,
    /** The tool does not run it because of its name. */
    MISNAMED,
    /** An annotation that the tool ignores or understands differently. */
    MALFORMED,
    /** The tool stops at the file as it is written: the deployment fails, or never ends. */
    REFUSED,
    /** No SQL in it. */
    EMPTY,
    /** Its text cannot be had. */
    UNREADABLE,
    /** Its text was read, but has bytes that are no characters. */
    DAMAGED,
    /** The transaction that the file asks for is not the one that it gets. */
    TRANSACTION,
    /** The tool runs it only under a condition: database, context, expression. */
    CONDITIONAL,
    /** The tool's list of migrations and the files differ. */
    NOT_LISTED,
    /** Already deployed and edited since. */
    EDITED,
    /** Already deployed and no longer there. */
    DELETED,
    /** Already deployed and now under another name. */
    RENAMED,
    /** New, and ordered before a migration that is deployed. */
    OUT_OF_ORDER,
    /** It cannot be told whether a repeatable migration was deployed; it counts as changed. */
    REPEATABLE_ASSUMED
  }

  public DetectionNotice {
    if (line < 1) {
      throw new IllegalArgumentException("lines count from 1: " + line);
    }
  }

  /** A notice about a whole file. */
  public static DetectionNotice of(Kind kind, String path, String message) {
    return new DetectionNotice(kind, path, 1, message);
  }
}
