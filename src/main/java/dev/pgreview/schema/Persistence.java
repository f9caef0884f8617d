package dev.pgreview.schema;

/** How long a relation's data lives. */
public enum Persistence {
  PERMANENT,
  UNLOGGED,
  TEMPORARY
}
