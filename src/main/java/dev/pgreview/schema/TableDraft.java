package dev.pgreview.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A table while it is changed; {@link #build} gives the record. Mutable, for one thread. */
final class TableDraft {
  private static final TableStatistics NO_ROWS = new TableStatistics(0, 0, 0, false);

  RelationHeader header;
  boolean foreign;
  List<Column> columns = new ArrayList<>();
  List<Constraint> constraints = new ArrayList<>();
  List<Table.Trigger> triggers = new ArrayList<>();
  List<Table.Policy> policies = new ArrayList<>();
  List<String> rules = new ArrayList<>();
  boolean rowSecurity;
  boolean rowSecurityForced;
  Optional<TableChange.PartitionKey> partitionKey = Optional.empty();
  List<Integer> parents = new ArrayList<>();
  boolean partition;
  Optional<String> partitionBound = Optional.empty();
  Optional<RelationName> ofType = Optional.empty();
  String accessMethod = "heap";
  String replicaIdentity = "default";
  boolean droppedAtCommit;
  TableStatistics statistics = NO_ROWS;
  boolean columnsKnown = true;
  boolean assumed;

  TableDraft(RelationHeader header) {
    this.header = header;
  }

  TableDraft(Table table) {
    header = table.header();
    foreign = table.foreign();
    columns = new ArrayList<>(table.columns());
    constraints = new ArrayList<>(table.constraints());
    triggers = new ArrayList<>(table.triggers());
    policies = new ArrayList<>(table.policies());
    rules = new ArrayList<>(table.rules());
    rowSecurity = table.rowSecurity();
    rowSecurityForced = table.rowSecurityForced();
    partitionKey = table.partitionKey();
    parents = new ArrayList<>(table.parents());
    partition = table.partition();
    partitionBound = table.partitionBound();
    ofType = table.ofType();
    accessMethod = table.accessMethod();
    replicaIdentity = table.replicaIdentity();
    droppedAtCommit = table.droppedAtCommit();
    statistics = table.statistics();
    columnsKnown = table.columnsKnown();
    assumed = table.assumed();
  }

  /** Replaces a column; does nothing when there is none of that name. */
  void replaceColumn(String name, UnaryOperator<Column> change) {
    columns.replaceAll(column -> column.name().equals(name) ? change.apply(column) : column);
  }

  Table build() {
    return new Table(
        header,
        foreign,
        columns,
        constraints,
        triggers,
        policies,
        rules,
        rowSecurity,
        rowSecurityForced,
        partitionKey,
        parents,
        partition,
        partitionBound,
        ofType,
        accessMethod,
        replicaIdentity,
        droppedAtCommit,
        statistics,
        columnsKnown,
        assumed);
  }
}
