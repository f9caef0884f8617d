package dev.pgreview.lock;

import dev.pgreview.schema.RelationName;

/** A lock on a relation: the strongest mode that one statement takes. */
public record RelationLock(RelationName relation, LockMode mode)
    implements Comparable<RelationLock> {
  @Override
  public int compareTo(RelationLock other) {
    int byMode = other.mode.compareTo(mode);
    return byMode != 0 ? byMode : relation.compareTo(other.relation);
  }
}
