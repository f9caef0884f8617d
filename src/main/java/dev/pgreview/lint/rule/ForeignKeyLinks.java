package dev.pgreview.lint.rule;

import dev.pgreview.lint.Impact;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.ForeignKeyLink;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Table;
import java.util.List;
import java.util.stream.Stream;

/** Foreign keys by the columns that they join. */
final class ForeignKeyLinks {
  private ForeignKeyLinks() {}

  /** Those in which a column takes part, on either side. */
  static List<ForeignKeyLink> touching(Catalog catalog, Table table, String column) {
    Stream<ForeignKeyLink> out =
        catalog.foreignKeys(table).stream().filter(link -> link.key().columns().contains(column));
    Stream<ForeignKeyLink> in =
        catalog.referencing(table).stream()
            .filter(link -> link.key().referencedColumns().contains(column));
    return Stream.concat(out, in).distinct().toList();
  }

  /** ALTER TABLE … ADD CONSTRAINT that makes it again, without ON DELETE and ON UPDATE. */
  static String add(ForeignKeyLink link) {
    return "ALTER TABLE "
        + link.child().name().sql()
        + " ADD CONSTRAINT "
        + Identifiers.quote(link.key().name())
        + " FOREIGN KEY ("
        + Impact.columns(link.key().columns())
        + ") REFERENCES "
        + link.parent().name().sql()
        + " ("
        + Impact.columns(link.key().referencedColumns())
        + ")";
  }
}
