package dev.pgreview.schema;

/** What is known of a database's schema at one moment. Immutable. */
public final class Catalog {
  /** Nothing but PostgreSQL's own objects. */
  public static final Catalog EMPTY = new Catalog();

  private Catalog() {}
}
