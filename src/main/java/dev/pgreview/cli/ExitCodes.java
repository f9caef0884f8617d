package dev.pgreview.cli;

import dev.pgreview.report.Conclusion;

/** The exit codes of the machine interface. */
final class ExitCodes {
  /** Nothing blocks. */
  static final int OK = 0;

  /**
   * The report blocks: a finding at or above {@code fail_on}, dry run failed, plan not complete.
   */
  static final int BLOCKED = 1;

  /** The command could not do its work. */
  static final int FAILED = 2;

  private ExitCodes() {}

  static int of(Conclusion conclusion) {
    return conclusion.blocks() ? BLOCKED : OK;
  }
}
