package dev.pgreview.dryrun;

import java.util.regex.Pattern;

/** What can be told from the first words of a statement. The text starts with no comment. */
final class StatementText {
  private static final Pattern CONTROL =
      Pattern.compile(
          "(?is)(set|reset|show|begin|start\\s+transaction|commit|end|rollback|abort|savepoint"
              + "|release|prepare\\s+transaction|discard)\\b.*");

  private static final Pattern TRANSACTION =
      Pattern.compile(
          "(?is)(begin|start\\s+transaction|commit|end|rollback|abort|savepoint|release"
              + "|prepare\\s+transaction)\\b.*");

  private static final Pattern OPENS = Pattern.compile("(?is)(begin|start\\s+transaction)\\b.*");

  /** Also those that open the next one at once (AND CHAIN). */
  private static final Pattern ENDS =
      Pattern.compile("(?is)(commit|end|abort|rollback(?!.*\\bto\\b)|prepare\\s+transaction)\\b.*");

  /**
   * Wants to be in a transaction block of the migration's own; in one of ours it would not fail.
   */
  private static final Pattern WANTS_BLOCK = Pattern.compile("(?is)(lock|declare)\\b.*");

  private static final Pattern MAINTENANCE = Pattern.compile("(?is)(vacuum|reindex)\\b.*");

  /** With a transaction for each relation, system catalogs among them. */
  private static final Pattern CATALOGS =
      Pattern.compile(
          "(?is)vacuum\\s*(\\([^)]*\\))?(\\s*\\b(full|freeze|verbose|analy[sz]e))*"
              + "|(vacuum|reindex)\\b.*\\bpg_.*"
              + "|reindex\\b(?!.*\\bconcurrently\\b).*\\b(database|system)\\b.*");

  private static final Pattern PASSES_LOCKED =
      Pattern.compile("(?is).*\\b(nowait|skip_locked|skip\\s+locked)\\b.*");
  private static final Pattern COPY_IN = Pattern.compile("(?is)copy\\b.*\\bfrom\\s+stdin\\b.*");
  private static final Pattern COPY_OUT = Pattern.compile("(?is)copy\\b.*\\bto\\s+stdout\\b.*");
  private static final Pattern ROLE =
      Pattern.compile("(?is)(create|alter)\\s+(role|user|group)\\s+(?!mapping\\b).*");

  private StatementText() {}

  /** Begins or ends a transaction, or changes the session; reads and writes no relation. */
  static boolean isControl(String sql) {
    return CONTROL.matcher(sql).matches();
  }

  /** Begins, ends or divides a transaction. */
  static boolean controlsTransaction(String sql) {
    return TRANSACTION.matcher(sql).matches();
  }

  static boolean opensTransaction(String sql) {
    return OPENS.matcher(sql).matches();
  }

  static boolean endsTransaction(String sql) {
    return ENDS.matcher(sql).matches();
  }

  static boolean wantsBlock(String sql) {
    return WANTS_BLOCK.matcher(sql).matches();
  }

  /** Locks indexes for themselves, and takes tables one after the other. */
  static boolean isMaintenance(String sql) {
    return MAINTENANCE.matcher(sql).matches();
  }

  /** Whether system catalogs may be locked against every reader until a commit. */
  static boolean mayRebuildCatalogs(String sql) {
    return CATALOGS.matcher(sql).matches();
  }

  /** Does something else when a lock cannot be had at once. */
  static boolean passesLocked(String sql) {
    return PASSES_LOCKED.matcher(sql).matches();
  }

  static boolean isCopyIn(String sql) {
    return COPY_IN.matcher(sql).matches();
  }

  static boolean isCopyOut(String sql) {
    return COPY_OUT.matcher(sql).matches();
  }

  static boolean changesRole(String sql) {
    return ROLE.matcher(sql).matches();
  }
}
