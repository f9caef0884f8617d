package dev.pgreview.render;

import dev.pgreview.lock.LockMode;

/** Whom a lock keeps waiting, in the words of somebody who runs an application. */
enum Blocking {
  READS_AND_WRITES("reads and writes"),
  WRITES("writes"),
  MAINTENANCE("DDL, autovacuum"),
  /** What conflicts is DDL that takes a stronger lock. */
  DDL("stronger DDL");

  private final String text;

  Blocking(String text) {
    this.text = text;
  }

  static Blocking of(LockMode mode) {
    if (mode.blocksReads()) {
      return READS_AND_WRITES;
    }
    if (mode.blocksWrites()) {
      return WRITES;
    }
    return mode.blocksMaintenance() ? MAINTENANCE : DDL;
  }

  String text() {
    return text;
  }
}
