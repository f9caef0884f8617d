package dev.pgreview.lint.rule;

import dev.pgreview.lint.Impact;
import dev.pgreview.lock.AnalyzedStatement;
import dev.pgreview.schema.Catalog;
import dev.pgreview.schema.Identifiers;
import dev.pgreview.schema.IndexChange;
import dev.pgreview.schema.RelationName;
import dev.pgreview.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The SQL that indexes a partitioned table without blocking writes: on what is partitioned only,
 * which is instant, concurrently on each partition that holds rows, and attached.
 */
final class PartitionedIndexRecipe {
  /** Of how many partitions the statements are written out; the others are done alike. */
  private static final int MOST = 3;

  /** Up to the table's name, which may be quoted and have a schema. */
  private static final Pattern HEAD =
      Pattern.compile(
          "(?is)^.*?\\bON\\s+(?:ONLY\\s+)?(?:\"(?:[^\"]|\"\")*\"|[^\\s\".(]+)"
              + "(?:\\s*\\.\\s*(?:\"(?:[^\"]|\"\")*\"|[^\\s\".(]+))*\\s*");

  private final Catalog catalog;
  private final IndexChange.CreateIndex change;

  /** What stands behind the table's name. */
  private final String definition;

  private final List<String> statements = new ArrayList<>();
  private final List<Table> partitions = new ArrayList<>();

  private PartitionedIndexRecipe(
      Catalog catalog, IndexChange.CreateIndex change, String definition) {
    this.catalog = catalog;
    this.change = change;
    this.definition = definition;
  }

  /**
   * For a CREATE INDEX on a partitioned table.
   *
   * @param table as the statement's catalog has it
   */
  static String of(IndexChange.CreateIndex change, Table table, AnalyzedStatement statement) {
    String definition = HEAD.matcher(statement.statement().sql()).replaceFirst("");
    PartitionedIndexRecipe recipe =
        new PartitionedIndexRecipe(statement.before(), change, definition);
    String name = change.name().orElse(table.name().name() + "_idx");
    recipe.add(table, name);
    int more = recipe.partitions.size() - MOST;
    if (more > 0) {
      recipe.statements.add("-- and so on for the other " + more + " partitions");
    }
    return String.join("\n", recipe.statements) + "\n";
  }

  private void add(Table table, String index) {
    statements.add(
        "CREATE "
            + (change.unique() ? "UNIQUE INDEX " : "INDEX ")
            + (table.partitioned() ? "" : "CONCURRENTLY ")
            + Identifiers.quote(index)
            + (table.partitioned() ? " ON ONLY " : " ON ")
            + Impact.name(table.name())
            + " "
            + definition
            + ";");
    for (Table partition : catalog.children(table)) {
      partitions.add(partition);
      if (partitions.size() <= MOST) {
        String own = partition.name().name() + "_" + index;
        add(partition, own);
        statements.add(
            "ALTER INDEX "
                + besides(table, index)
                + " ATTACH PARTITION "
                + besides(partition, own)
                + ";");
      }
    }
  }

  /** An index is in the schema of its table. */
  private static String besides(Table table, String index) {
    return Impact.name(RelationName.of(table.name().schema(), index));
  }
}
