package dev.pgreview.schema;

import java.util.List;

/**
 * The maps behind a {@link Catalog}.
 *
 * @param relations by id
 * @param names ids by name
 * @param indexes ids of a table's indexes by the table's id, in the order of making
 * @param children ids of partitions and inheriting tables by the parent's id
 * @param referencing ids of tables with a foreign key to the table with the id
 * @param readers ids of views that read the relation with the id
 * @param sequences ids of sequences owned by a column of the table with the id
 * @param defaults ids of tables with a column whose default takes from the sequence with the id
 * @param typeUses how often the full name of a type stands in columns, types and routines
 * @param untilCommit ids of tables ON COMMIT DROP
 * @param types by name
 * @param routines overloads by name
 * @param extensions by name
 * @param schemas with their origin
 * @param searchPath as set, without {@code $user}
 * @param nextId greater than every id in use
 * @param hiddenSqlBefore relations with smaller ids were there when SQL ran that is not written out
 */
record CatalogState(
    PostgresVersion version,
    PersistentMap<Integer, Relation> relations,
    PersistentMap<RelationName, Integer> names,
    PersistentMap<Integer, List<Integer>> indexes,
    PersistentMap<Integer, List<Integer>> children,
    PersistentMap<Integer, List<Integer>> referencing,
    PersistentMap<Integer, List<Integer>> readers,
    PersistentMap<Integer, List<Integer>> sequences,
    PersistentMap<Integer, List<Integer>> defaults,
    PersistentMap<QualifiedName, Integer> typeUses,
    List<Integer> untilCommit,
    PersistentMap<RelationName, UserType> types,
    PersistentMap<RelationName, List<Routine>> routines,
    PersistentMap<String, Extension> extensions,
    PersistentMap<String, Origin> schemas,
    List<String> searchPath,
    int nextId,
    int hiddenSqlBefore) {}
