package dev.pgreview.schema;

import dev.pgreview.schema.QueryColumns.Result;
import dev.pgreview.schema.QueryColumns.ResultColumn;
import dev.pgreview.schema.QueryShape.ColumnUse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What names in a query stand for, by what is in FROM: of the query itself first, then around. */
final class QueryScopes {
  private QueryScopes() {}

  /** Something in FROM under its alias; {@code row} is the type of a relation's rows. */
  record Visible(@Nullable String alias, Result result, ColumnType row) {}

  /** The name of something in FROM stands for its row. */
  static Optional<ColumnType> wholeRow(ColumnUse use, List<List<Visible>> scopes) {
    return scopes.stream()
        .flatMap(List::stream)
        .filter(visible -> use.qualifier() == null && use.column().equals(visible.alias()))
        .map(Visible::row)
        .findFirst();
  }

  static @Nullable ResultColumn find(ColumnUse use, List<List<Visible>> scopes) {
    for (List<Visible> scope : scopes) {
      for (Visible visible : scope) {
        if (use.qualifier() == null || use.qualifier().equals(visible.alias())) {
          ResultColumn column = column(visible.result(), use.column());
          if (column != null) {
            return column;
          }
        }
      }
    }
    return null;
  }

  static Result visible(String alias, List<List<Visible>> scopes) {
    for (List<Visible> scope : scopes) {
      Optional<Visible> found =
          scope.stream().filter(visible -> alias.equals(visible.alias())).findFirst();
      if (found.isPresent()) {
        return found.get().result();
      }
    }
    return new Result(List.of(), false);
  }

  static @Nullable ResultColumn column(Result result, String name) {
    for (ResultColumn column : result.columns()) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }
}
