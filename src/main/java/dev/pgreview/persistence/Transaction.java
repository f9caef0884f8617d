package dev.pgreview.persistence;

import java.sql.Connection;
import org.jdbi.v3.core.Handle;

/** What can be done within one transaction of the store. */
public final class Transaction {
  private final Handle handle;

  Transaction(Handle handle) {
    this.handle = handle;
  }

  public Deliveries deliveries() {
    return new Deliveries(handle);
  }

  public Reviews reviews() {
    return new Reviews(handle);
  }

  public Acceptances acceptances() {
    return new Acceptances(handle);
  }

  /** Waits until nobody else holds this name, in any replica; held until the transaction ends. */
  public void lock(String name) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", name);
  }

  /** The transaction's connection, which the caller neither commits nor closes. */
  public Connection connection() {
    return handle.getConnection();
  }
}
