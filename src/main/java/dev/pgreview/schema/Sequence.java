package dev.pgreview.schema;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A sequence.
 *
 * @param type internal name: int2, int4 or int8
 * @param ownerTable id of the table in OWNED BY, of serial and identity columns too
 * @param ownerColumn that column; null without owner
 * @param identity belongs to an identity column
 */
public record Sequence(
    RelationHeader header,
    String type,
    OptionalInt ownerTable,
    @Nullable String ownerColumn,
    boolean identity)
    implements Relation {
  @Override
  public ObjectKind kind() {
    return ObjectKind.SEQUENCE;
  }

  @Override
  public Sequence withHeader(RelationHeader newHeader) {
    return new Sequence(newHeader, type, ownerTable, ownerColumn, identity);
  }
}
