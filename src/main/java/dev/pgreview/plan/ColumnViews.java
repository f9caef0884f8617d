package dev.pgreview.plan;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The views that read a column which gets another name. */
final class ColumnViews {
  private final Catalog catalog;
  private final Table table;
  private final String old;
  private final List<String> replaced = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  ColumnViews(Catalog catalog, Table table, String old, String fresh) {
    this.catalog = catalog;
    this.table = table;
    this.old = old;
    for (View view : catalog.readers(table)) {
      boolean star = view.columns().contains("*") || view.columns().isEmpty();
      if (!star && !ColumnText.mentions(view.query().sql(), old)) {
        continue;
      }
      if (star || view.materialized() || !view.options().isEmpty() || isAmbiguous(view)) {
        left.add(Names.of(view.name()));
      } else {
        replaced.add(
            "CREATE OR REPLACE VIEW "
                + view.name().sql()
                + " ("
                + SchemaSql.names(view.columns())
                + ") AS "
                + ColumnText.replaced(view.query().sql(), old, fresh));
      }
    }
  }

  /** Another relation of the view may have a column of this name. */
  private boolean isAmbiguous(View view) {
    return view.query().relations().size() != view.reads().size()
        || view.reads().stream()
            .filter(id -> id != table.id())
            .map(catalog::relation)
            .anyMatch(relation -> relation.filter(this::lacksColumn).isEmpty());
  }

  private boolean lacksColumn(Relation relation) {
    return Optional.of(relation)
        .filter(Table.class::isInstance)
        .map(Table.class::cast)
        .filter(other -> !other.assumed() && other.column(old).isEmpty())
        .isPresent();
  }

  /** The views with the new name in place of the old one; their columns stay. */
  List<String> replaced() {
    return replaced;
  }

  /** Views that people have to change. */
  List<String> left() {
    return left;
  }

  /** All views that may read the column. */
  static List<String> names(Catalog catalog, Table table, String column) {
    ColumnViews views = new ColumnViews(catalog, table, column, column);
    List<String> all = new ArrayList<>(views.left);
    catalog.readers(table).stream()
        .filter(view -> !all.contains(Names.of(view.name())))
        .filter(view -> ColumnText.mentions(view.query().sql(), column))
        .map(view -> Names.of(view.name()))
        .forEach(all::add);
    return all;
  }
}
