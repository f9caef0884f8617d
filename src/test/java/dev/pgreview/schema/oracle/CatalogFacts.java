package dev.pgreview.schema.oracle;

import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Column;
import dev.pgreview.schema.Constraint;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.Index;
import dev.pgreview.schema.IndexKey;
import dev.pgreview.schema.Relation;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Sequence;
import dev.pgreview.schema.Table;
import dev.pgreview.schema.TableChange;
import dev.pgreview.schema.View;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The known relations as facts. */
final class CatalogFacts {
  private final Catalog catalog;
  private final Facts facts = new Facts();

  private CatalogFacts(Catalog catalog) {
    this.catalog = catalog;
  }

  static Facts of(Catalog catalog) {
    CatalogFacts all = new CatalogFacts(catalog);
    catalog.schemas().forEach(name -> all.facts.add("schema " + Identifiers.quote(name)));
    for (Relation relation : catalog.relations()) {
      switch (relation) {
        case Table table -> all.table(table);
        case Index index -> all.index(index);
        case View view -> all.view(view);
        case Sequence sequence -> all.sequence(sequence);
      }
    }
    ObjectFacts.add(catalog, all.facts);
    return all.facts;
  }

  private Facts.Attributes relation(String kind, Relation relation) {
    return facts
        .add(kind + " " + relation.name().sql())
        .with("persistence", relation.persistence().name().toLowerCase(Locale.ROOT))
        .with("owner", relation.owner() == null ? Facts.UNKNOWN : relation.owner())
        .with("comment", relation.comment());
  }

  private void table(Table table) {
    relation("table", table)
        .flag("foreign", table.foreign())
        .with("partitioned", table.partitionKey().map(this::partitionKey).orElse(null))
        .with("parents", names(table.parents().stream()))
        .flag("partition", table.partition())
        .flag("default partition", table.defaultPartition())
        .with("type", table.ofType().map(RelationName::sql).orElse(null))
        .with("access method", table.accessMethod())
        .with("replica identity", table.replicaIdentity())
        .flag("row security", table.rowSecurity())
        .flag("forced row security", table.rowSecurityForced());
    int position = 0;
    for (Column column : table.columns()) {
      column(table, ++position, column);
    }
    table.constraints().forEach(constraint -> constraint(table, constraint));
    for (Table.Trigger trigger : table.triggers()) {
      facts
          .add("trigger " + member(table, trigger.name()))
          .with("function", trigger.function().sql())
          .flag("for each row", trigger.row())
          .with("events", sorted(trigger.events()))
          .with("columns", joined(trigger.columns()))
          .flag("enabled", trigger.enabled())
          .flag("inherited", trigger.inherited());
    }
    for (Table.Policy policy : table.policies()) {
      facts
          .add("policy " + member(table, policy.name()))
          .flag("permissive", policy.permissive())
          .with("command", policy.command())
          .with("roles", roles(policy))
          .flag("using", policy.using().isPresent())
          .flag("with check", policy.withCheck().isPresent());
    }
    table.rules().forEach(rule -> facts.add("rule " + member(table, rule)));
  }

  /** CURRENT_USER is whoever runs the statement. */
  private static String roles(Table.Policy policy) {
    return policy.roles().stream().anyMatch(role -> role.endsWith("_user"))
        ? Facts.UNKNOWN
        : sorted(policy.roles());
  }

  private static String member(Relation relation, String name) {
    return relation.name().sql() + "." + Identifiers.quote(name);
  }

  private String partitionKey(TableChange.PartitionKey key) {
    return key.strategy() + " (" + keys(key.keys()) + ")";
  }

  private static String keys(List<IndexKey> keys) {
    return keys.stream()
        .map(k -> k.column().map(Identifiers::quote).orElse("<>") + (k.descending() ? " desc" : ""))
        .collect(Collectors.joining(", "));
  }

  private void column(Table table, int position, Column column) {
    facts
        .add("column " + member(table, column.name()))
        .with("position", table.columnsKnown() ? position : Facts.UNKNOWN)
        .with("type", SqlTypes.format(column.type()))
        .flag("not null", column.notNull())
        .flag("default", column.defaultValue().isPresent())
        .with(
            "identity", column.identity().map(i -> i.name().toLowerCase(Locale.ROOT)).orElse(null))
        .with(
            "generated",
            column
                .generated()
                .map(
                    g ->
                        (g.stored() ? "stored" : "virtual")
                            + " "
                            + sorted(g.expression().columns()))
                .orElse(null))
        .with("collation", column.collation())
        .with("inherit count", column.inheritCount())
        .flag("local", column.local())
        .with("comment", column.comment());
  }

  private void constraint(Table table, Constraint constraint) {
    Facts.Attributes attributes =
        facts
            .add("constraint " + member(table, constraint.name()))
            .flag("valid", constraint.valid())
            .with("inherit count", constraint.header().inheritCount())
            .flag("local", constraint.header().local());
    boolean byName = constraint instanceof Constraint.Check;
    attributes.with(
        "columns", byName ? sorted(constraint.columns()) : joined(constraint.columns()));
    switch (constraint) {
      case Constraint.Check check ->
          attributes
              .with("kind", "check")
              .flag("no inherit", check.noInherit())
              .flag("enforced", check.enforced());
      case Constraint.NotNull notNull ->
          attributes.with("kind", "not null").flag("no inherit", notNull.noInherit());
      case Constraint.Unique unique ->
          attributes
              .with("kind", unique.primaryKey() ? "primary key" : "unique")
              .with("index", name(unique.index()))
              .flag("deferrable", unique.deferrable());
      case Constraint.Exclusion exclusion ->
          attributes.with("kind", "exclusion").with("index", name(exclusion.index()));
      case Constraint.ForeignKey key ->
          attributes
              .with("kind", "foreign key")
              .with("references", name(key.referenced()))
              .with("referenced columns", joined(key.referencedColumns()))
              .with("on delete", key.onDelete().name().toLowerCase(Locale.ROOT))
              .with("on update", key.onUpdate().name().toLowerCase(Locale.ROOT))
              .flag("deferrable", key.deferrable())
              .flag("enforced", key.enforced());
    }
  }

  private void index(Index index) {
    TreeSet<String> reads = new TreeSet<>(index.include());
    index.where().ifPresent(where -> reads.addAll(where.columns()));
    for (IndexKey key : index.keys()) {
      key.column().ifPresent(reads::add);
      key.expression().ifPresent(expression -> reads.addAll(expression.columns()));
    }
    relation("index", index)
        .with("table", name(index.table()))
        .with("method", index.method())
        .flag("unique", index.unique())
        .with("keys", keys(index.keys()))
        .with("include", joined(index.include()))
        .with("reads", sorted(reads))
        .flag("partial", index.where().isPresent())
        .flag("nulls not distinct", index.nullsNotDistinct())
        .flag("valid", index.valid())
        .with("constraint", index.constraint().map(Identifiers::quote).orElse(null))
        .with("parent", index.parent().isPresent() ? name(index.parent().getAsInt()) : null);
  }

  private void view(View view) {
    List<String> uses =
        view.uses().byRelation().entrySet().stream()
            .flatMap(
                use ->
                    use.getValue().stream()
                        .map(column -> name(use.getKey()) + "." + Identifiers.quote(column)))
            .toList();
    relation("view", view)
        .flag("materialized", view.materialized())
        .with("columns", view.columnsKnown() ? joined(view.columns()) : Facts.UNKNOWN)
        .with("types", types(view))
        .with("uses", view.columnsKnown() ? sorted(uses) : Facts.UNKNOWN)
        .with("options", sorted(view.options()))
        .with("reads", sorted(view.reads().stream().map(this::name).toList()))
        .flag("populated", view.populated());
  }

  /** Known only if all are. */
  private static String types(View view) {
    List<String> types = view.result().stream().map(c -> SqlTypes.format(c.type())).toList();
    return types.contains(Facts.UNKNOWN) || !view.columnsKnown()
        ? Facts.UNKNOWN
        : types.isEmpty() ? Facts.ABSENT : String.join(", ", types);
  }

  private void sequence(Sequence sequence) {
    String owner =
        sequence.ownerTable().isEmpty()
            ? null
            : name(sequence.ownerTable().getAsInt())
                + "."
                + Identifiers.quote(String.valueOf(sequence.ownerColumn()));
    relation("sequence", sequence)
        .with("type", sequence.type())
        .with("owned by", owner)
        .flag("identity", sequence.identity());
  }

  private String name(int id) {
    return catalog.relation(id).map(relation -> relation.name().sql()).orElse("nothing");
  }

  private @Nullable String names(Stream<Integer> ids) {
    return Optional.of(ids.map(this::name).collect(Collectors.joining(", ")))
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }

  static String joined(List<String> names) {
    return names.isEmpty()
        ? Facts.ABSENT
        : names.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
  }

  static String sorted(Collection<String> texts) {
    return texts.isEmpty() ? Facts.ABSENT : String.join(", ", new TreeSet<>(texts));
  }
}
