package dev.pgreview.lock;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.ColumnType;
import dev.pgreview.schema.SqlExpression;
import java.util.List;
import java.util.Optional;

/**
 * Whether ALTER COLUMN TYPE must write the table anew (src/backend/commands/tablecmds.c,
 * ATColumnChangeRequiresRewrite, with the casts of pg_cast and the support functions that drop a
 * length cast which cannot change a value).
 */
final class TypeChange {
  /** What the change costs. */
  enum Cost {
    /** The catalog alone. */
    NONE,
    REWRITE,
    /** Not known: a rewrite must be reckoned with. */
    UNCERTAIN
  }

  /**
   * The answer.
   *
   * @param sameClass an index on the column can stay: the operator class is the same
   * @param note why it is uncertain
   */
  record Result(Cost cost, boolean sameClass, Optional<String> note) {
    boolean rewrites() {
      return cost != Cost.NONE;
    }
  }

  private final Catalog catalog;
  private final SessionSettings settings;

  TypeChange(Catalog catalog, SessionSettings settings) {
    this.catalog = catalog;
    this.settings = settings;
  }

  Result classify(
      Column column,
      ColumnType newType,
      Optional<String> collation,
      Optional<SqlExpression> using) {
    TypeForm from = TypeForm.of(column.type(), catalog);
    TypeForm to = TypeForm.of(newType, catalog);
    Result direct = cast(from, to);
    boolean sameCollation =
        collation.isEmpty()
            ? column.collation() == null
            : collation.get().equals(column.collation());
    Result result = new Result(direct.cost(), direct.sameClass() && sameCollation, direct.note());
    return using.map(expression -> using(column, from, to, expression, result)).orElse(result);
  }

  private Result using(
      Column column, TypeForm from, TypeForm to, SqlExpression using, Result direct) {
    String text = Conditions.strip(using.sql().strip());
    if (isColumn(text, column.name())) {
      return direct;
    }
    Result rewrite = new Result(Cost.REWRITE, direct.sameClass(), Optional.empty());
    Optional<ColumnType> cast = SimpleCast.of(text, column.name());
    if (cast.isEmpty()) {
      return rewrite;
    }
    TypeForm middle = TypeForm.of(cast.get(), catalog);
    Result first = cast(from, middle);
    Result second = cast(middle, to);
    if (first.cost() == Cost.NONE && second.cost() == Cost.NONE) {
      return direct.rewrites()
          ? new Result(Cost.NONE, direct.sameClass(), Optional.empty())
          : direct;
    }
    return first.cost() == Cost.UNCERTAIN || second.cost() == Cost.UNCERTAIN
        ? new Result(Cost.UNCERTAIN, direct.sameClass(), first.note().or(second::note))
        : rewrite;
  }

  private static boolean isColumn(String text, String column) {
    return text.equalsIgnoreCase(column) || text.equals('"' + column + '"');
  }

  private Result cast(TypeForm from, TypeForm to) {
    boolean sameClass = from.sameBase(to) || BuiltIns.sameOperatorClass(from, to);
    if (to.constrained()) {
      return new Result(Cost.REWRITE, sameClass, Optional.empty());
    }
    if (from.sameBase(to)) {
      return new Result(length(from, to), sameClass, Optional.empty());
    }
    if (isTimestampPair(from, to)) {
      return timestamps(from, to);
    }
    if (from.dimensions() == 0 && to.dimensions() == 0 && BuiltIns.isBinaryCoercible(from, to)) {
      return new Result(length(from.unmodified(), to), sameClass, Optional.empty());
    }
    boolean known = (!from.user() || from.enumeration()) && (!to.user() || to.enumeration());
    return known
        ? new Result(Cost.REWRITE, sameClass, Optional.empty())
        : new Result(
            Cost.UNCERTAIN,
            false,
            Optional.of(
                "The casts of the type " + (to.user() ? to : from).name() + " are not known."));
  }

  private static boolean isTimestampPair(TypeForm from, TypeForm to) {
    return from.dimensions() == 0
        && to.dimensions() == 0
        && ((from.name().equals("timestamp") && to.name().equals("timestamptz"))
            || (from.name().equals("timestamptz") && to.name().equals("timestamp")));
  }

  /** The same bytes when the session's time zone is UTC at all times. */
  private Result timestamps(TypeForm from, TypeForm to) {
    Optional<String> zone = settings.value("timezone");
    if (zone.isEmpty()) {
      return new Result(
          Cost.UNCERTAIN,
          false,
          Optional.of("It rewrites the table unless the session's TimeZone is UTC."));
    }
    if (!TimeZones.isUtc(zone.get())) {
      return new Result(Cost.REWRITE, false, Optional.empty());
    }
    return new Result(length(from.unmodified(), to), false, Optional.empty());
  }

  /** The cast to a length, precision or scale, from the same base type. */
  private static Cost length(TypeForm from, TypeForm to) {
    List<Integer> before = from.modifiers();
    List<Integer> after = to.modifiers();
    if (after.isEmpty() && !to.name().equals("bpchar")) {
      return Cost.NONE;
    }
    if (before.equals(after)) {
      return Cost.NONE;
    }
    if (to.dimensions() > 0) {
      return Cost.REWRITE;
    }
    boolean kept =
        switch (to.name()) {
          case "varchar", "varbit" -> !before.isEmpty() && before.getFirst() <= after.getFirst();
          case "numeric" ->
              before.size() == 2
                  && after.size() == 2
                  && before.get(1).equals(after.get(1))
                  && before.getFirst() <= after.getFirst();
          case "timestamp", "timestamptz", "time", "timetz" ->
              after.getFirst() >= 6 || (!before.isEmpty() && before.getFirst() <= after.getFirst());
          case "interval" -> IntervalModifier.keeps(before, after);
          case "bpchar" -> after.isEmpty();
          default -> false;
        };
    if (kept) {
      return Cost.NONE;
    }
    return to.user() ? Cost.UNCERTAIN : Cost.REWRITE;
  }
}
