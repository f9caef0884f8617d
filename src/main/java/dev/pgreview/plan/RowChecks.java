package dev.pgreview.plan;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ConstraintDefinition;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.RelationName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Queries for rows that a new constraint would refuse: with any, the migration fails. */
final class RowChecks {
  private final Catalog catalog;
  private final RelationName table;

  RowChecks(Catalog catalog, RelationName table) {
    this.catalog = catalog;
    this.table = table;
  }

  /**
   * A query.
   *
   * @param expected its result when all is well
   */
  record Check(String expected, String sql) {}

  /** Empty when what is known does not suffice to ask. */
  Optional<Check> of(ConstraintDefinition constraint) {
    return switch (constraint) {
      case ConstraintDefinition.Check check ->
          Optional.of(
              new Check(
                  "0, before the change too: every row satisfies the check",
                  "SELECT count(*) FROM "
                      + table.sql()
                      + " WHERE NOT ("
                      + check.expression().sql()
                      + ")"));
      case ConstraintDefinition.ForeignKey key -> orphans(key);
      case ConstraintDefinition.Unique unique when !unique.columns().isEmpty() ->
          Optional.of(duplicates(unique));
      case ConstraintDefinition.NotNull notNull ->
          Optional.of(
              new Check(
                  "0, before the change too: no row has NULL there",
                  "SELECT count(*) FROM "
                      + table.sql()
                      + " WHERE "
                      + Identifiers.quote(notNull.column())
                      + " IS NULL"));
      case ConstraintDefinition.Unique _, ConstraintDefinition.Exclusion _ -> Optional.empty();
    };
  }

  private Optional<Check> orphans(ConstraintDefinition.ForeignKey key) {
    RelationName parent = catalog.fullName(key.referenced());
    List<String> referenced =
        key.referencedColumns().isEmpty()
            ? catalog
                .table(parent)
                .flatMap(t -> t.primaryKey())
                .map(Constraint.Unique::columns)
                .orElse(List.of())
            : key.referencedColumns();
    if (referenced.size() != key.columns().size()) {
      return Optional.empty();
    }
    String present =
        key.columns().stream()
            .map(column -> "c." + Identifiers.quote(column) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    String same =
        IntStream.range(0, referenced.size())
            .mapToObj(
                i ->
                    "p."
                        + Identifiers.quote(referenced.get(i))
                        + " = c."
                        + Identifiers.quote(key.columns().get(i)))
            .collect(Collectors.joining(" AND "));
    return Optional.of(
        new Check(
            "0, before the change too: every row has its counterpart in "
                + DraftText.oneLine(Names.of(parent)),
            "SELECT count(*) FROM "
                + table.sql()
                + " AS c WHERE "
                + present
                + "\n  AND NOT EXISTS (SELECT FROM "
                + parent.sql()
                + " AS p WHERE "
                + same
                + ")"));
  }

  private Check duplicates(ConstraintDefinition.Unique unique) {
    String columns = SchemaSql.names(unique.columns());
    String present =
        unique.nullsNotDistinct()
            ? ""
            : " WHERE "
                + unique.columns().stream()
                    .map(column -> Identifiers.quote(column) + " IS NOT NULL")
                    .collect(Collectors.joining(" AND "));
    return new Check(
        "0 rows, before the change too: nothing is there twice",
        "SELECT "
            + columns
            + ", count(*) FROM "
            + table.sql()
            + present
            + " GROUP BY "
            + columns
            + " HAVING count(*) > 1");
  }
}
