package dev.pgreview.schema;

import java.util.List;
import java.util.Optional;

/** VACUUM and its relatives. */
public sealed interface MaintenanceChange extends SchemaChange {

  /** VACUUM; no relations: all of the database. */
  record Vacuum(List<QualifiedName> relations, boolean full, boolean analyze)
      implements MaintenanceChange {}

  record Analyze(List<QualifiedName> relations) implements MaintenanceChange {}

  /** CLUSTER; no relation: all that were clustered before. */
  record Cluster(Optional<QualifiedName> relation, Optional<String> index)
      implements MaintenanceChange {}

  record RefreshMaterializedView(QualifiedName name, boolean concurrently, boolean withData)
      implements MaintenanceChange {}
}
