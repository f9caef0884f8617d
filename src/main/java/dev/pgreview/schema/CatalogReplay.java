package dev.pgreview.schema;

import java.util.List;
import java.util.function.Function;

/**
 * What a catalog becomes when a statement runs. Statements that PostgreSQL would refuse leave the
 * catalog in some sensible state: whether they apply is for the dry run to say.
 */
public final class CatalogReplay {
  private CatalogReplay() {}

  /**
   * The catalog after a statement.
   *
   * @param origin of what the statement makes
   */
  public static Catalog apply(Catalog before, SchemaChange change, Origin origin) {
    Replay replay = new Replay(new CatalogEditor(before), origin);
    replay.apply(change, false);
    return replay.editor().catalog();
  }

  /**
   * The catalog with stand-ins for tables that a statement takes for granted and that nothing made:
   * they must exist, so they are assumed, as deployed before the change, with nothing known about
   * them ({@link Table#assumed()}).
   */
  public static Catalog assume(Catalog before, SchemaChange change) {
    CatalogEditor editor = new CatalogEditor(before);
    for (QualifiedName name : RequiredRelations.of(change)) {
      boolean known =
          editor.catalog().relation(name).isPresent() || editor.catalog().type(name).isPresent();
      if (!known && !isBuiltIn(name)) {
        Replay.assume(editor, name);
      }
    }
    return editor.catalog();
  }

  /** With the sizes of all tables and materialized views that exist now. */
  public static Catalog withStatistics(
      Catalog catalog, Function<RelationName, TableStatistics> statistics) {
    CatalogEditor editor = new CatalogEditor(catalog);
    for (Relation relation : catalog.relations()) {
      switch (relation) {
        case Table table ->
            editor.alter(table.id(), draft -> draft.statistics = statistics.apply(table.name()));
        case View view when view.materialized() ->
            editor.put(view.withStatistics(statistics.apply(view.name())));
        case View _, Index _, Sequence _ -> {}
      }
    }
    return editor.catalog();
  }

  /**
   * With sizes for the tables that were assumed since an earlier catalog of the same history: they
   * are in production, with rows that nothing here has counted.
   */
  public static Catalog withAssumedSizes(
      Catalog catalog, Catalog earlier, Function<RelationName, TableStatistics> statistics) {
    CatalogEditor editor = new CatalogEditor(catalog);
    for (Relation relation : catalog.relationsSince(earlier)) {
      if (relation instanceof Table table && table.assumed()) {
        editor.alter(table.id(), draft -> draft.statistics = statistics.apply(table.name()));
      }
    }
    return editor.catalog();
  }

  /** What a commit leaves: without tables ON COMMIT DROP. */
  public static Catalog committed(Catalog catalog) {
    List<Integer> gone = catalog.state().links().untilCommit();
    return gone.isEmpty()
        ? catalog
        : without(catalog, gone.stream().flatMap(id -> catalog.relation(id).stream()).toList());
  }

  /** What DISCARD TEMP leaves: without temporary relations. */
  public static Catalog withoutTemporary(Catalog catalog) {
    return without(
        catalog,
        catalog.relations().stream()
            .filter(relation -> relation.name().schema().equals(Catalog.TEMPORARY))
            .toList());
  }

  private static Catalog without(Catalog catalog, List<Relation> relations) {
    Replay replay = new Replay(new CatalogEditor(catalog), Origin.base());
    relations.forEach(replay.drops()::remove);
    return replay.editor().catalog();
  }

  /** With another search path, for SET search_path. */
  public static Catalog withSearchPath(Catalog catalog, List<String> path) {
    CatalogEditor editor = new CatalogEditor(catalog);
    editor.searchPath(path);
    return editor.catalog();
  }

  /** Whether a name is that of a relation of PostgreSQL's own, unless a user has one of it. */
  static boolean isBuiltIn(QualifiedName name) {
    String schema = name.schema();
    return schema == null
        ? name.name().startsWith("pg_")
        : schema.equals("pg_catalog") || schema.equals("information_schema");
  }
}
