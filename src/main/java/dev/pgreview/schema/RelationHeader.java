package dev.pgreview.schema;

import org.jspecify.annotations.Nullable;

/**
 * What all relations have.
 *
 * @param id stays the same when the relation is renamed, as its oid does in PostgreSQL
 * @param owner null when no statement named one
 * @param comment null for none
 */
public record RelationHeader(
    int id,
    RelationName name,
    Origin origin,
    Persistence persistence,
    @Nullable String owner,
    @Nullable String comment) {

  public RelationHeader renamed(RelationName newName) {
    return new RelationHeader(id, newName, origin, persistence, owner, comment);
  }

  public RelationHeader owned(String newOwner) {
    return new RelationHeader(id, name, origin, persistence, newOwner, comment);
  }

  public RelationHeader commented(@Nullable String newComment) {
    return new RelationHeader(id, name, origin, persistence, owner, newComment);
  }

  public RelationHeader persisting(Persistence newPersistence) {
    return new RelationHeader(id, name, origin, newPersistence, owner, comment);
  }
}
