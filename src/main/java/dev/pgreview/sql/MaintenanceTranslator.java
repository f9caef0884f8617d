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
    for (ParseNode relation : node.path("rels")) {
      relations.add(Nodes.relation(relation.path("VacuumRelation").path("relation")));
    }
    ParseNode options = node.path("options");
    if (!Nodes.flag(node, "is_vacuumcmd")) {
      return new MaintenanceChange.Analyze(relations);
    }
    return new MaintenanceChange.Vacuum(
        relations, Nodes.isOn(options, "full"), Nodes.isOn(options, "analyze"));
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
