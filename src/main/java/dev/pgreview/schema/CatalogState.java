package dev.pgreview.schema;

import java.util.List;

/**
 * The maps behind a {@link Catalog}.
 *
 * @param relations by id
 * @param names ids by name
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
    CatalogLinks links,
    PersistentMap<RelationName, UserType> types,
    PersistentMap<RelationName, List<Routine>> routines,
    PersistentMap<String, Extension> extensions,
    PersistentMap<String, Origin> schemas,
    List<String> searchPath,
    int nextId,
    int hiddenSqlBefore) {}
