package dev.pgreview.sql;

import dev.pgreview.schema.SqlComment;
import java.util.List;

/**
 * A script cut into its items.
 *
 * @param items in the order of the script; what lies between them is white space, comments and
 *     semicolons
 * @param looseComments those that belong to no statement: after the last one, before a psql command
 */
record SplitScript(List<ScriptItem> items, List<SqlComment> looseComments) {
  SplitScript {
    items = List.copyOf(items);
    looseComments = List.copyOf(looseComments);
  }

  /** The statements among the items. */
  List<ScriptItem.Statement> statements() {
    return items.stream()
        .filter(ScriptItem.Statement.class::isInstance)
        .map(ScriptItem.Statement.class::cast)
        .toList();
  }
}
