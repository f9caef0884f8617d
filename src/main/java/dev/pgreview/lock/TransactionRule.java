package dev.pgreview.lock;

/** Whether PostgreSQL accepts a statement inside a transaction block. */
public enum TransactionRule {
  ALLOWED,
  FORBIDDEN
}
