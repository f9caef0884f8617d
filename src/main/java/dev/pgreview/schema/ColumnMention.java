package dev.pgreview.schema;

import java.util.List;

/**
 * A column that a query names.
 *
 * @param relations those, as spelled, that the name may belong to: one where it is qualified, all
 *     in scope where it is not
 * @param column its name; {@code *} for all columns
 */
public record ColumnMention(List<QualifiedName> relations, String column) {
  public ColumnMention {
    relations = List.copyOf(relations);
  }
}
