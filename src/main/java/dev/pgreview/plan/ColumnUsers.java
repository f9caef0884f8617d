package dev.pgreview.plan;

import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.ConstraintHeader;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexKey;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.SqlExpression;
import dev.pgreview.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The constraints, indexes and sequences of a column that another one replaces: they are made for
 * the new one beforehand, and take the old ones' names at the end, since DROP COLUMN drops those.
 */
final class ColumnUsers {
  /** PostgreSQL cuts names after 63 bytes. */
  private static final int LONGEST_NAME = 59;

  private final AnalyzedStatement statement;
  private final Catalog catalog;
  private final Table table;
  private final String old;
  private final String fresh;
  private final String alter;
  private final SchemaSql sql;
  private final List<String> added = new ArrayList<>();
  private final List<String> validated = new ArrayList<>();
  private final List<String> indexes = new ArrayList<>();
  private final List<String> beforeDrop = new ArrayList<>();
  private final List<String> afterDrop = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  /**
   * @param old the column that goes
   * @param fresh the one that stays
   */
  ColumnUsers(AnalyzedStatement statement, Table table, String old, String fresh) {
    this.statement = statement;
    this.catalog = statement.before();
    this.table = table;
    this.old = old;
    this.fresh = fresh;
    this.alter = "ALTER TABLE " + table.name().sql() + " ";
    this.sql = new SchemaSql(catalog);
    table.constraints().stream().filter(c -> c.columns().contains(old)).forEach(this::constraint);
    catalog.indexes(table).stream()
        .filter(index -> index.constraint().isEmpty() && index.uses(old))
        .forEach(this::index);
    catalog
        .ownedSequence(table, old)
        .filter(sequence -> !sequence.identity())
        .ifPresent(
            sequence ->
                beforeDrop.add(
                    "ALTER SEQUENCE "
                        + sequence.name().sql()
                        + " OWNED BY "
                        + table.name().sql()
                        + "."
                        + Identifiers.quote(fresh)));
    others();
  }

  /** What has no SQL here. */
  private void others() {
    catalog.referencing(table).stream()
        .filter(link -> link.key().referencedColumns().contains(old))
        .forEach(link -> left.add(link.key().name() + " of " + Names.of(link.child().name())));
    table.columns().stream()
        .filter(c -> c.generated().filter(g -> g.expression().columns().contains(old)).isPresent())
        .map(Column::name)
        .forEach(left::add);
  }

  private void constraint(Constraint constraint) {
    switch (constraint) {
      case Constraint.Check check when !check.inherited() && check.enforced() -> check(check);
      case Constraint.ForeignKey key when !key.inherited() && key.enforced() -> foreignKey(key);
      case Constraint.Unique key when !key.primaryKey() && !key.inherited() -> unique(key);
      // The new column gets its own.
      case Constraint.NotNull _ -> {}
      case Constraint.Check _,
          Constraint.ForeignKey _,
          Constraint.Unique _,
          Constraint.Exclusion _ ->
          left.add(constraint.name());
    }
  }

  private void check(Constraint.Check check) {
    String text = ColumnText.replaced(check.expression().sql(), old, fresh);
    add(
        check,
        alter
            + "ADD CONSTRAINT "
            + temporary(check.name())
            + " CHECK ("
            + text
            + ")"
            + (check.noInherit() ? " NO INHERIT" : "")
            + " NOT VALID");
  }

  private void foreignKey(Constraint.ForeignKey key) {
    Constraint.ForeignKey copy =
        key.withColumns(replaced(key.columns()), key.referencedColumns())
            .withHeader(ConstraintHeader.written(cut(key.name()) + "_new", false, key.origin()));
    sql.addConstraint(table.name(), copy)
        .ifPresentOrElse(add -> add(key, add), () -> left.add(key.name()));
  }

  private void add(Constraint constraint, String statementText) {
    added.add(statementText);
    if (constraint.valid()) {
      validated.add(alter + "VALIDATE CONSTRAINT " + temporary(constraint.name()));
    }
    afterDrop.add(
        alter
            + "RENAME CONSTRAINT "
            + temporary(constraint.name())
            + " TO "
            + Identifiers.quote(constraint.name()));
  }

  private void unique(Constraint.Unique key) {
    Optional<Index> index =
        catalog.relation(key.index()).filter(Index.class::isInstance).map(Index.class::cast);
    if (index.isEmpty() || !build(index.get())) {
      left.add(key.name());
      return;
    }
    afterDrop.add(
        alter
            + "ADD CONSTRAINT "
            + Identifiers.quote(key.name())
            + " UNIQUE USING INDEX "
            + temporary(index.get().name().name())
            + (key.deferrable() ? " DEFERRABLE" : ""));
  }

  private void index(Index index) {
    if (!build(index)) {
      left.add(index.name().name());
      return;
    }
    RelationName temporary =
        RelationName.of(index.name().schema(), cut(index.name().name()) + "_new");
    afterDrop.add(
        "ALTER INDEX " + temporary.sql() + " RENAME TO " + Identifiers.quote(index.name().name()));
  }

  /** CONCURRENTLY works neither on partitioned tables nor for a part of a partitioned index. */
  private boolean build(Index index) {
    if (table.partitioned() || index.parent().isPresent()) {
      return false;
    }
    RelationName name = RelationName.of(index.name().schema(), cut(index.name().name()) + "_new");
    Index copy =
        index
            .withHeader(index.header().renamed(name))
            .withKeys(index.keys().stream().map(this::key).toList(), replaced(index.include()))
            .withWhere(index.where().map(this::expression));
    indexes.add(sql.index(copy).replaceFirst(" INDEX ", " INDEX CONCURRENTLY "));
    return true;
  }

  private IndexKey key(IndexKey key) {
    return new IndexKey(
        key.column().map(name -> name.equals(old) ? fresh : name),
        key.expression().map(this::expression),
        key.operatorClass(),
        key.collation(),
        key.descending(),
        key.name().equals(old) ? fresh : key.name());
  }

  private SqlExpression expression(SqlExpression expression) {
    return new SqlExpression(
        ColumnText.replaced(expression.sql(), old, fresh),
        expression.functions(),
        replaced(expression.columns()),
        expression.constant(),
        expression.subquery());
  }

  private List<String> replaced(List<String> columns) {
    return columns.stream().map(name -> name.equals(old) ? fresh : name).toList();
  }

  private static String temporary(String name) {
    return Identifiers.quote(cut(name) + "_new");
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** After the new column is there, before it is filled. */
  void expand(PhasedSteps steps) {
    if (!added.isEmpty()) {
      steps.add(
          Phase.EXPAND, statement, "its constraints, for new rows only", String.join(";\n", added));
    }
  }

  /** After it is filled. */
  void migrate(PhasedSteps steps) {
    for (String validate : validated) {
      steps.add(Phase.MIGRATE, statement, "reads and writes go on", validate);
    }
    for (String index : indexes) {
      steps.addOutside(Phase.MIGRATE, statement, "the index of the old column anew", index);
    }
  }

  /** SQL between the last use of the old column and its end; empty or with a line break. */
  String beforeDrop() {
    return lines(beforeDrop);
  }

  /** SQL that gives the new column's objects the names of the old ones. */
  String afterDrop() {
    return lines(afterDrop);
  }

  private static String lines(List<String> statements) {
    return statements.isEmpty() ? "" : String.join(";\n", statements) + ";\n";
  }

  /** What people have to make anew themselves, as far as it is known. */
  List<String> left() {
    return left;
  }
}
