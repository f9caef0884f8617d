package dev.pgreview.lint.rule;

import dev.pgreview.lint.Impact;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.UserType;
import dev.pgreview.schema.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is known to depend on an object, and so would go with it under CASCADE. */
final class Dependents {
  private Dependents() {}

  /** In words: foreign keys of other tables, views, columns of a type. */
  static List<String> of(Catalog catalog, QualifiedName name) {
    List<String> found = new ArrayList<>();
    catalog.relation(name).ifPresent(relation -> ofRelation(catalog, relation, found));
    catalog.type(name).ifPresent(type -> ofType(catalog, type, found));
    return found;
  }

  private static void ofRelation(Catalog catalog, Relation relation, List<String> found) {
    if (relation instanceof Table table) {
      for (ForeignKeyLink link : foreignKeys(catalog, table)) {
        String key = Identifiers.quote(link.key().name());
        found.add("foreign key " + key + " of " + Impact.name(link.child().name()));
      }
    }
    for (View view : readers(catalog, relation)) {
      found.add("view " + Impact.name(view.name()));
    }
  }

  private static void ofType(Catalog catalog, UserType type, List<String> found) {
    for (Table table : catalog.tablesUsing(type)) {
      table.columns().stream()
          .filter(column -> catalog.type(column.type().name()).filter(type::equals).isPresent())
          .forEach(
              column ->
                  found.add(
                      "column "
                          + Impact.name(table.name())
                          + "."
                          + Identifiers.quote(column.name())));
    }
  }

  /** Statements that drop the known dependents of a table one by one, each with a line break. */
  static List<String> drops(Catalog catalog, QualifiedName name) {
    List<String> statements = new ArrayList<>();
    catalog
        .table(name)
        .ifPresent(
            table -> {
              for (ForeignKeyLink link : foreignKeys(catalog, table)) {
                String child = link.child().name().sql();
                String key = Identifiers.quote(link.key().name());
                statements.add("ALTER TABLE " + child + " DROP CONSTRAINT " + key + ";\n");
              }
              for (View view : readers(catalog, table).reversed()) {
                statements.add("DROP " + view.kind().sql() + " " + view.name().sql() + ";\n");
              }
            });
    return statements;
  }

  /** Tables that refer to one with a foreign key, directly or through others. */
  static List<String> referencingTables(Catalog catalog, QualifiedName name) {
    Set<Table> found = new LinkedHashSet<>();
    catalog.table(name).ifPresent(table -> follow(catalog, table, found));
    catalog.table(name).ifPresent(found::remove);
    return found.stream().map(table -> table.name().sql()).toList();
  }

  private static void follow(Catalog catalog, Table table, Set<Table> found) {
    for (ForeignKeyLink link : catalog.referencing(table)) {
      if (found.add(link.child())) {
        follow(catalog, link.child(), found);
      }
    }
  }

  private static List<ForeignKeyLink> foreignKeys(Catalog catalog, Table table) {
    return catalog.referencing(table).stream()
        .filter(link -> link.child().id() != table.id())
        .toList();
  }

  /** Views that read a relation, and those that read them, nearest first. */
  private static List<View> readers(Catalog catalog, Relation relation) {
    Set<View> found = new LinkedHashSet<>();
    Deque<View> open = new ArrayDeque<>(catalog.readers(relation));
    while (!open.isEmpty()) {
      View next = open.removeFirst();
      if (found.add(next)) {
        open.addAll(catalog.readers(next));
      }
    }
    return List.copyOf(found);
  }
}
