package dev.pgreview.lock;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Table-level lock modes, weakest first (PostgreSQL documentation, "Explicit Locking", table
 * "Conflicting Lock Modes"; src/backend/storage/lmgr/lock.c, LockConflicts).
 */
public enum LockMode {
  ACCESS_SHARE("ACCESS SHARE", "AccessShareLock"),
  ROW_SHARE("ROW SHARE", "RowShareLock"),
  ROW_EXCLUSIVE("ROW EXCLUSIVE", "RowExclusiveLock"),
  SHARE_UPDATE_EXCLUSIVE("SHARE UPDATE EXCLUSIVE", "ShareUpdateExclusiveLock"),
  SHARE("SHARE", "ShareLock"),
  SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE", "ShareRowExclusiveLock"),
  EXCLUSIVE("EXCLUSIVE", "ExclusiveLock"),
  ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE", "AccessExclusiveLock");

  private final String sql;
  private final String catalogName;

  LockMode(String sql, String catalogName) {
    this.sql = sql;
    this.catalogName = catalogName;
  }

  /** As the documentation spells it. */
  public String sql() {
    return sql;
  }

  public static Optional<LockMode> bySql(String sql) {
    return Arrays.stream(values()).filter(mode -> mode.sql.equals(sql)).findFirst();
  }

  /** By {@code pg_locks.mode}; empty for predicate locks ({@code SIReadLock}). */
  public static Optional<LockMode> byCatalogName(String name) {
    return Arrays.stream(values()).filter(mode -> mode.catalogName.equals(name)).findFirst();
  }

  public Set<LockMode> conflicts() {
    return switch (this) {
      case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
      case ROW_SHARE -> EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE);
      case ROW_EXCLUSIVE -> EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
      case SHARE_UPDATE_EXCLUSIVE ->
          EnumSet.of(
              SHARE_UPDATE_EXCLUSIVE, SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
      case SHARE ->
          EnumSet.of(
              ROW_EXCLUSIVE,
              SHARE_UPDATE_EXCLUSIVE,
              SHARE_ROW_EXCLUSIVE,
              EXCLUSIVE,
              ACCESS_EXCLUSIVE);
      case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
      case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
      case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
    };
  }

  public boolean conflictsWith(LockMode other) {
    return conflicts().contains(other);
  }

  /** Blocks SELECT. */
  public boolean blocksReads() {
    return conflictsWith(ACCESS_SHARE);
  }

  /** Blocks INSERT, UPDATE and DELETE. */
  public boolean blocksWrites() {
    return conflictsWith(ROW_EXCLUSIVE);
  }

  /** Blocks autovacuum and other DDL that takes the weakest DDL lock. */
  public boolean blocksMaintenance() {
    return conflictsWith(SHARE_UPDATE_EXCLUSIVE);
  }

  public LockMode stronger(LockMode other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
