package dev.pgreview.schema;

import org.jspecify.annotations.Nullable;

/**
 * What all relations have.
 *
 * @param id stays the same when the relation is renamed, as its oid does in PostgreSQL
 * @param remade when it got the oid that it has: after its origin for an index that a type change
 *     made anew
 * @param owner null when no statement named one
 * @param comment null for none
 */
public record RelationHeader(
    int id,
    RelationName name,
    Origin origin,
    Origin remade,
    Persistence persistence,
    @Nullable String owner,
    @Nullable String comment) {

  public RelationHeader renamed(RelationName newName) {
    return new RelationHeader(id, newName, origin, remade, persistence, owner, comment);
  }

  public RelationHeader owned(String newOwner) {
    return new RelationHeader(id, name, origin, remade, persistence, newOwner, comment);
  }

  public RelationHeader commented(@Nullable String newComment) {
    return new RelationHeader(id, name, origin, remade, persistence, owner, newComment);
  }

  public RelationHeader persisting(Persistence newPersistence) {
    return new RelationHeader(id, name, origin, remade, newPersistence, owner, comment);
  }

  RelationHeader remadeAt(Origin now) {
    return new RelationHeader(id, name, origin, now, persistence, owner, comment);
  }
}
