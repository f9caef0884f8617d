package dev.pgreview.schema;

import dev.pgreview.schema.QueryScopes.Visible;
import dev.pgreview.schema.QueryShape.ColumnUse;
import dev.pgreview.schema.QueryShape.Source;
import dev.pgreview.schema.QueryShape.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a query's result, and the columns of relations that it uses, by the relations that
 * are known. Mutable, for one query.
 */
final class QueryColumns {
  static final ColumnType UNKNOWN = ColumnType.of("unknown");

  /** PostgreSQL refuses a longer list (MaxTupleAttributeNumber, access/htup_details.h). */
  private static final int MOST_TARGETS = 1_664;

  /** Of what is joined, and before a list is cut: views of views can double it each time. */
  private static final int MOST_COLUMNS = 4 * MOST_TARGETS;

  private final Catalog catalog;
  private final Map<Integer, Set<String>> uses = new HashMap<>();

  /** A WITH query is the same shape wherever it is named: it is read once. */
  private final IdentityHashMap<QueryShape, Result> known = new IdentityHashMap<>();

  QueryColumns(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A relation's column. */
  record Use(int relation, String column) {}

  /** A column of a result; {@code use} are the relations' columns that it is without change. */
  record ResultColumn(String name, ColumnType type, @Nullable String collation, List<Use> use) {
    ResultColumn named(String newName) {
      return new ResultColumn(newName, type, collation, use);
    }
  }

  /**
   * A result.
   *
   * @param complete false when there may be more columns than are known
   */
  record Result(List<ResultColumn> columns, boolean complete) {
    /** Of more columns the first, as many as PostgreSQL can take. */
    static Result of(List<ResultColumn> columns, boolean complete, int most) {
      return columns.size() <= most
          ? new Result(columns, complete)
          : new Result(List.copyOf(columns.subList(0, most)), false);
    }

    List<String> names() {
      return columns.stream().map(ResultColumn::name).toList();
    }

    /** With other names for the first columns. */
    Result renamed(List<String> names) {
      List<ResultColumn> renamed = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        ResultColumn column = columns.get(i);
        renamed.add(i < names.size() ? column.named(names.get(i)) : column);
      }
      for (int i = columns.size(); !complete && i < names.size(); i++) {
        renamed.add(new ResultColumn(names.get(i), UNKNOWN, null, List.of()));
      }
      return new Result(renamed, complete);
    }
  }

  /** The columns of relations that the queries read so far use. */
  UsedColumns uses() {
    return new UsedColumns(uses);
  }

  private void use(List<Use> columns) {
    for (Use use : columns) {
      uses.computeIfAbsent(use.relation(), _ -> new LinkedHashSet<>()).add(use.column());
    }
  }

  Result of(QueryShape shape) {
    return of(shape, List.of());
  }

  /**
   * @param outer what the queries around this one have in FROM, innermost first
   */
  private Result of(QueryShape shape, List<List<Visible>> outer) {
    Result result = known.get(shape);
    if (result == null) {
      result = read(shape, outer);
      known.put(shape, result);
    }
    return result;
  }

  private Result read(QueryShape shape, List<List<Visible>> outer) {
    return switch (shape) {
      case QueryShape.Select select -> select(select, outer);
      case QueryShape.Values values -> {
        use(values.uses(), outer);
        values.inner().forEach(inner -> of(inner, outer));
        List<ResultColumn> columns = new ArrayList<>();
        for (int i = 1; i <= values.width(); i++) {
          columns.add(new ResultColumn("column" + i, UNKNOWN, null, List.of()));
        }
        yield new Result(columns, true);
      }
      case QueryShape.Combined combined -> {
        combined.inner().forEach(inner -> of(inner, outer));
        yield combined.sides().stream()
            .map(side -> of(side, outer))
            .reduce(QueryColumns::combined)
            .orElseThrow();
      }
      case QueryShape.Unknown _ -> new Result(List.of(), false);
    };
  }

  /** A type is known where both sides have it. */
  private static Result combined(Result left, Result right) {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < left.columns().size(); i++) {
      ResultColumn column = left.columns().get(i);
      boolean same =
          i < right.columns().size() && right.columns().get(i).type().equals(column.type());
      columns.add(
          new ResultColumn(
              column.name(), same ? column.type() : UNKNOWN, column.collation(), List.of()));
    }
    return new Result(columns, left.complete());
  }

  private Result select(QueryShape.Select select, List<List<Visible>> outer) {
    List<Visible> from = new ArrayList<>();
    List<List<Visible>> scopes = new ArrayList<>();
    scopes.add(from);
    scopes.addAll(outer);
    Result all = new Result(List.of(), true);
    for (Source source : select.from()) {
      all = both(all, source(source, from, scopes));
    }
    use(select.uses(), scopes);
    select.inner().forEach(inner -> of(inner, scopes));
    List<ResultColumn> columns = new ArrayList<>();
    boolean complete = true;
    for (Target target : select.targets()) {
      switch (target) {
        case Target.Star star -> {
          Result given =
              star.qualifier() == null ? all : QueryScopes.visible(star.qualifier(), scopes);
          given.columns().forEach(column -> use(column.use()));
          if (columns.size() <= MOST_TARGETS) {
            columns.addAll(given.columns());
          }
          complete &= given.complete();
        }
        case Target.Item item -> columns.add(item(item, scopes));
      }
    }
    return Result.of(columns, complete, MOST_TARGETS);
  }

  private static Result both(Result a, Result b) {
    if (a.columns().size() >= MOST_COLUMNS) {
      return new Result(a.columns(), false);
    }
    List<ResultColumn> columns = new ArrayList<>(a.columns());
    columns.addAll(b.columns());
    return Result.of(columns, a.complete() && b.complete(), MOST_COLUMNS);
  }

  private ResultColumn item(Target.Item item, List<List<Visible>> scopes) {
    ResultColumn found = item.column().map(column -> QueryScopes.find(column, scopes)).orElse(null);
    if (found != null) {
      return found.named(item.name());
    }
    ColumnType type =
        item.type()
            .map(new TypeResolver(catalog)::resolve)
            .or(() -> item.column().flatMap(column -> QueryScopes.wholeRow(column, scopes)))
            .orElse(UNKNOWN);
    return new ResultColumn(item.name(), type, null, List.of());
  }

  private ColumnType row(QualifiedName relation) {
    return catalog
        .relation(relation)
        .map(known -> ColumnType.of("").named(known.name().qualified()))
        .orElse(UNKNOWN);
  }

  // ---- FROM ----------------------------------------------------------------------------------

  /** Columns that {@code *} stands for; what is visible by an alias is added to a list. */
  private Result source(Source source, List<Visible> from, List<List<Visible>> scopes) {
    return switch (source) {
      case Source.Named named -> {
        Result result =
            catalog
                .relation(named.relation())
                .map(this::ofRelation)
                .orElse(new Result(List.of(), false))
                .renamed(named.columns());
        from.add(new Visible(named.alias(), result, row(named.relation())));
        yield result;
      }
      case Source.Derived derived -> {
        Result result = of(derived.query(), scopes).renamed(derived.columns());
        Result hidden = withoutUses(result);
        from.add(new Visible(derived.alias(), hidden, UNKNOWN));
        yield hidden;
      }
      case Source.Function function -> {
        List<ResultColumn> columns =
            function.columns().stream().map(column -> item(column, List.of())).toList();
        Result result = new Result(columns, !columns.isEmpty());
        from.add(new Visible(function.alias(), result, UNKNOWN));
        yield result;
      }
      case Source.Joined joined -> joined(joined, from, scopes);
    };
  }

  /** A sub-select uses what it uses, whatever of it the query around it takes. */
  private static Result withoutUses(Result result) {
    return new Result(
        result.columns().stream()
            .map(c -> new ResultColumn(c.name(), c.type(), c.collation(), List.of()))
            .toList(),
        result.complete());
  }

  private Result joined(Source.Joined joined, List<Visible> from, List<List<Visible>> scopes) {
    List<Visible> inside = new ArrayList<>();
    List<List<Visible>> sides = new ArrayList<>(scopes);
    sides.addFirst(inside);
    Result left = source(joined.left(), inside, sides);
    Result right = source(joined.right(), inside, sides);
    Set<String> using = new LinkedHashSet<>(joined.using());
    if (joined.natural()) {
      Set<String> names = new HashSet<>(right.names());
      left.names().stream().filter(names::contains).forEach(using::add);
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (String name : using) {
      ResultColumn a = QueryScopes.column(left, name);
      ResultColumn b = QueryScopes.column(right, name);
      if (a != null && b != null) {
        use(a.use());
        use(b.use());
        ColumnType type = a.type().equals(b.type()) ? a.type() : UNKNOWN;
        columns.add(new ResultColumn(name, type, a.collation(), a.use()));
      }
    }
    left.columns().stream().filter(c -> !using.contains(c.name())).forEach(columns::add);
    right.columns().stream().filter(c -> !using.contains(c.name())).forEach(columns::add);
    Result result =
        Result.of(columns, left.complete() && right.complete(), MOST_COLUMNS)
            .renamed(joined.columns());
    if (joined.alias() == null) {
      from.addAll(inside);
    } else {
      from.add(new Visible(joined.alias(), result, UNKNOWN));
    }
    return result;
  }

  private Result ofRelation(Relation relation) {
    if (relation instanceof Table table && !table.columnsKnown()) {
      use(List.of(new Use(table.id(), UsedColumns.ANY)));
    }
    return RelationColumns.of(relation);
  }

  // ---- Names ---------------------------------------------------------------------------------

  private void use(List<ColumnUse> columns, List<List<Visible>> scopes) {
    for (ColumnUse column : columns) {
      ResultColumn found = QueryScopes.find(column, scopes);
      if (found != null) {
        use(found.use());
      }
    }
  }
}
