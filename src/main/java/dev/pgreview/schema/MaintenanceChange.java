package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/** VACUUM and its relatives. */
public sealed interface MaintenanceChange extends SchemaChange {

  /**
   * VACUUM.
   *
   * @param relations none: all of the database
   * @param only those of them without what inherits and without partitions
   * @param truncate whether empty pages may be cut off the end
   */
  record Vacuum(
      List<QualifiedName> relations,
      List<QualifiedName> only,
      boolean full,
      boolean analyze,
      boolean truncate,
      Extent extent)
      implements MaintenanceChange {}

  /** How much a VACUUM does. */
  enum Extent {
    ALL,
    /** PROCESS_MAIN off. */
    TOAST,
    /** ONLY_DATABASE_STATS. */
    DATABASE_STATISTICS
  }

  /**
   * ANALYZE.
   *
   * @param relations none: all of the database
   * @param only those of them without what inherits and without partitions
   */
  record Analyze(List<QualifiedName> relations, List<QualifiedName> only)
      implements MaintenanceChange {}

  /** CLUSTER; no relation: all that were clustered before. */
  record Cluster(Optional<QualifiedName> relation, Optional<String> index)
      implements MaintenanceChange {}

  record RefreshMaterializedView(QualifiedName name, boolean concurrently, boolean withData)
      implements MaintenanceChange {}
}
