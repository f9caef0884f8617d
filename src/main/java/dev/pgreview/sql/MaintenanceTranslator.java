package dev.pgreview.sql;

import dev.pgreview.schema.MaintenanceChange;
import dev.pgreview.schema.QualifiedName;
import dev.pgreview.schema.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** VACUUM and its relatives. */
final class MaintenanceTranslator {
  private MaintenanceTranslator() {}

  static SchemaChange vacuum(ParseNode node) {
    List<QualifiedName> relations = new ArrayList<>();
    List<QualifiedName> only = new ArrayList<>();
    for (ParseNode item : node.path("rels")) {
      ParseNode relation = item.path("VacuumRelation").path("relation");
      relations.add(Nodes.relation(relation));
      if (Nodes.only(relation)) {
        only.add(relations.getLast());
      }
    }
    ParseNode options = node.path("options");
    if (!Nodes.flag(node, "is_vacuumcmd")) {
      return new MaintenanceChange.Analyze(relations, only);
    }
    return new MaintenanceChange.Vacuum(
        relations,
        only,
        Nodes.isOn(options, "full"),
        Nodes.isOn(options, "analyze"),
        Nodes.option(options, "truncate").isMissingNode() || Nodes.isOn(options, "truncate"),
        extent(options));
  }

  private static MaintenanceChange.Extent extent(ParseNode options) {
    if (Nodes.isOn(options, "only_database_stats")) {
      return MaintenanceChange.Extent.DATABASE_STATISTICS;
    }
    boolean written = !Nodes.option(options, "process_main").isMissingNode();
    return written && !Nodes.isOn(options, "process_main")
        ? MaintenanceChange.Extent.TOAST
        : MaintenanceChange.Extent.ALL;
  }

  static SchemaChange cluster(ParseNode node) {
    return new MaintenanceChange.Cluster(
        node.has("relation")
            ? Optional.of(Nodes.relation(node.path("relation")))
            : Optional.empty(),
        Nodes.optionalText(node, "indexname"));
  }

  static SchemaChange refresh(ParseNode node) {
    return new MaintenanceChange.RefreshMaterializedView(
        Nodes.relation(node.path("relation")),
        Nodes.flag(node, "concurrent"),
        !Nodes.flag(node, "skipData"));
  }
}
