package dev.pgreview.schema;

import java.util.List;

/**
 * What leads from one object of a {@link Catalog} to others.
 *
 * @param indexes ids of a table's indexes by the table's id, in the order of making
 * @param children ids of partitions and inheriting tables by the parent's id
 * @param referencing ids of tables with a foreign key to the table with the id
 * @param readers ids of views that read the relation with the id
 * @param sequences ids of sequences owned by a column of the table with the id
 * @param defaults ids of tables with a column whose default takes from the sequence with the id
 * @param typeUses how often the full name of a type stands in columns, types and routines
 * @param constraintNames how many constraints of a schema's tables and domains have a name
 * @param untilCommit ids of tables ON COMMIT DROP
 */
record CatalogLinks(
    PersistentMap<Integer, List<Integer>> indexes,
    PersistentMap<Integer, List<Integer>> children,
    PersistentMap<Integer, List<Integer>> referencing,
    PersistentMap<Integer, List<Integer>> readers,
    PersistentMap<Integer, List<Integer>> sequences,
    PersistentMap<Integer, List<Integer>> defaults,
    PersistentMap<QualifiedName, Integer> typeUses,
    PersistentMap<RelationName, Integer> constraintNames,
    List<Integer> untilCommit) {
  static final CatalogLinks EMPTY =
      new CatalogLinks(
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          PersistentMap.empty(),
          List.of());
}
