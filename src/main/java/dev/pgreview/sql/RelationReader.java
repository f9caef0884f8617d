package dev.pgreview.sql;

import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The relations that a tree reads, in the order written. A name that a WITH clause defines is none
 * where the clause is in force: of a plain WITH that is in the queries behind it, of WITH RECURSIVE
 * in all (PostgreSQL documentation, "SELECT").
 */
final class RelationReader {
  private final List<Place> found = new ArrayList<>();

  private record Place(QualifiedName name, int location) {}

  private RelationReader() {}

  /**
   * The target of a data change is none of them: it is no RangeVar node of its tree.
   *
   * @param defined names of WITH clauses around the tree
   */
  static List<QualifiedName> relations(ParseNode tree, Set<String> defined) {
    RelationReader reader = new RelationReader();
    reader.descend(tree, defined);
    return reader.found.stream()
        .sorted(Comparator.comparingInt(Place::location))
        .map(Place::name)
        .distinct()
        .toList();
  }

  private void read(ParseNode node, Set<String> defined) {
    Set<String> inForce = readWith(node.path("withClause"), defined);
    for (int i = 0; i < node.size(); i++) {
      ParseNode value = node.child(i);
      switch (node.name(i)) {
        case "RangeVar" -> add(value, inForce);
        // What FOR UPDATE OF names are aliases.
        case "withClause", "lockingClause" -> {}
        default -> descend(value, inForce);
      }
    }
  }

  private void descend(ParseNode value, Set<String> inForce) {
    if (value.isArray()) {
      for (ParseNode item : value) {
        descend(item, inForce);
      }
    } else if (value.isObject()) {
      read(value, inForce);
    }
  }

  private void add(ParseNode relation, Set<String> inForce) {
    QualifiedName name = Nodes.relation(relation);
    if (name.schema() != null || !inForce.contains(name.name())) {
      found.add(new Place(name, relation.path("location").asInt(0)));
    }
  }

  /** Returns the names that are in force in the statement behind the clause. */
  private Set<String> readWith(ParseNode with, Set<String> defined) {
    if (with.isMissingNode()) {
      return defined;
    }
    Set<String> inForce = new HashSet<>(defined);
    if (Nodes.flag(with, "recursive")) {
      for (ParseNode query : with.path("ctes")) {
        inForce.add(Nodes.text(query.path("CommonTableExpr"), "ctename"));
      }
    }
    for (ParseNode query : with.path("ctes")) {
      descend(query, Set.copyOf(inForce));
      inForce.add(Nodes.text(query.path("CommonTableExpr"), "ctename"));
    }
    return inForce;
  }
}
