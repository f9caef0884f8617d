package dev.pgreview.schema;

import org.jspecify.annotations.Nullable;

/** What lives in pg_class and can be locked. */
public sealed interface Relation permits Table, Index, View, Sequence {
  RelationHeader header();

  Relation withHeader(RelationHeader header);

  /** The keyword that SQL has for its kind. */
  ObjectKind kind();

  /** Stays the same when the relation is renamed. */
  default int id() {
    return header().id();
  }

  default RelationName name() {
    return header().name();
  }

  default Origin origin() {
    return header().origin();
  }

  default Persistence persistence() {
    return header().persistence();
  }

  default @Nullable String owner() {
    return header().owner();
  }

  default @Nullable String comment() {
    return header().comment();
  }
}
