package dev.pgreview.schema.oracle;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.Routine;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.UserType;
import dev.pgreview.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random names: mostly of what is there, sometimes of what may not be. */
final class Choices {
  private static final String[] COLUMNS = {"a", "b", "c", "d", "\"E e\"", "\"größe\""};
  private static final String[] SCHEMAS = {"public", "s1", "\"S 2\""};

  private final Random random;
  private final Catalog catalog;

  Choices(Random random, Catalog catalog) {
    this.random = random;
    this.catalog = catalog;
  }

  int number(int below) {
    return random.nextInt(below);
  }

  /** True in one of so many cases. */
  boolean oneIn(int cases) {
    return random.nextInt(cases) == 0;
  }

  String one(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  String maybe(String text) {
    return random.nextBoolean() ? text : "";
  }

  // ---- New names -----------------------------------------------------------------------------

  String schema() {
    return one(SCHEMAS);
  }

  /** A name for a new object, mostly without a schema. */
  String fresh(String kind) {
    String name = kind + random.nextInt(5);
    return oneIn(4) ? schema() + "." + name : name;
  }

  String freshLocal(String kind) {
    return kind + random.nextInt(5);
  }

  String anyColumn() {
    return one(COLUMNS);
  }

  // ---- What is there -------------------------------------------------------------------------

  String table() {
    return relation(catalog.tables(), "t");
  }

  String partitioned() {
    return relation(catalog.tables().stream().filter(Table::partitioned).toList(), "t");
  }

  String partitionOf(String parent) {
    List<Table> partitions =
        catalog.tables().stream()
            .filter(
                t ->
                    t.partition()
                        && catalog.parents(t).stream().anyMatch(p -> p.name().sql().equals(parent)))
            .toList();
    return relation(partitions, "t");
  }

  String view() {
    return relation(catalog.views().stream().filter(v -> !v.materialized()).toList(), "v");
  }

  String materializedView() {
    return relation(catalog.views().stream().filter(View::materialized).toList(), "m");
  }

  String index() {
    return relation(catalog.indexes().stream().filter(i -> i.constraint().isEmpty()).toList(), "i");
  }

  String anyIndex() {
    return relation(catalog.indexes(), "i");
  }

  String sequence() {
    return relation(catalog.sequences(), "q");
  }

  /** A table or view to read. */
  String readable() {
    List<Relation> readable = new ArrayList<>(catalog.tables());
    readable.addAll(catalog.views());
    return relation(readable, "t");
  }

  private String relation(List<? extends Relation> known, String kind) {
    return known.isEmpty() || oneIn(15)
        ? fresh(kind)
        : known.get(random.nextInt(known.size())).name().sql();
  }

  private @Nullable Table find(String table) {
    return catalog.tables().stream()
        .filter(t -> t.name().sql().equals(table))
        .findFirst()
        .orElse(null);
  }

  /** A column of a table. */
  String column(String table) {
    Table known = find(table);
    if (known == null || known.columns().isEmpty() || oneIn(15)) {
      return anyColumn();
    }
    List<Column> columns = known.columns();
    return Identifiers.quote(columns.get(random.nextInt(columns.size())).name());
  }

  /** One or two columns of a table, each once. */
  String columns(String table) {
    String first = column(table);
    String second = column(table);
    return first.equals(second) || random.nextBoolean() ? first : first + ", " + second;
  }

  String constraint(String table) {
    Table known = find(table);
    if (known == null || known.constraints().isEmpty() || oneIn(15)) {
      return freshLocal("k");
    }
    List<Constraint> constraints = known.constraints();
    return Identifiers.quote(constraints.get(random.nextInt(constraints.size())).name());
  }

  String trigger(String table) {
    Table known = find(table);
    return known == null || known.triggers().isEmpty()
        ? freshLocal("g")
        : Identifiers.quote(known.triggers().get(random.nextInt(known.triggers().size())).name());
  }

  String policy(String table) {
    Table known = find(table);
    return known == null || known.policies().isEmpty()
        ? freshLocal("p")
        : Identifiers.quote(known.policies().get(random.nextInt(known.policies().size())).name());
  }

  /** What a foreign key may refer to: a table and the columns of one of its keys. */
  String referenced() {
    List<String> keys = new ArrayList<>();
    for (Table table : catalog.tables()) {
      for (Constraint constraint : table.constraints()) {
        if (constraint instanceof Constraint.Unique unique && unique.columns().size() == 1) {
          keys.add(
              table.name().sql() + " (" + Identifiers.quote(unique.columns().getFirst()) + ")");
          keys.add(table.name().sql());
        }
      }
    }
    return keys.isEmpty() ? table() : keys.get(random.nextInt(keys.size()));
  }

  String userType() {
    List<UserType> types = catalog.types();
    return types.isEmpty() || oneIn(10)
        ? fresh("e")
        : types.get(random.nextInt(types.size())).name().sql();
  }

  String enumeration() {
    return type(UserType.Enumeration.class, "e");
  }

  String domain() {
    return type(UserType.Domain.class, "d");
  }

  String composite() {
    return type(UserType.Composite.class, "c");
  }

  private String type(Class<? extends UserType> form, String kind) {
    List<UserType> types = catalog.types().stream().filter(form::isInstance).toList();
    return types.isEmpty() ? fresh(kind) : types.get(random.nextInt(types.size())).name().sql();
  }

  String enumValue(String type) {
    List<String> values =
        catalog.types().stream()
            .filter(t -> t.name().sql().equals(type))
            .flatMap(
                t -> t instanceof UserType.Enumeration e ? e.values().stream() : Stream.empty())
            .map(UserType.EnumValue::value)
            .toList();
    return values.isEmpty() ? "x" : values.get(random.nextInt(values.size()));
  }

  /** A function with its arguments. */
  String function() {
    List<Routine> functions =
        catalog.routines().stream().filter(r -> !r.language().equals("plpgsql")).toList();
    return functions.isEmpty()
        ? "f0(int)"
        : signature(functions.get(random.nextInt(functions.size())));
  }

  String triggerFunction() {
    List<Routine> functions =
        catalog.routines().stream().filter(r -> r.language().equals("plpgsql")).toList();
    return functions.isEmpty()
        ? "g0()"
        : signature(functions.get(random.nextInt(functions.size())));
  }

  private static String signature(Routine routine) {
    return routine.name().sql()
        + routine.arguments().stream()
            .map(SqlTypes::format)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  /** The sizes of the catalog, so that it does not grow without limit. */
  boolean isFull() {
    return catalog.tables().size() > 8;
  }
}
