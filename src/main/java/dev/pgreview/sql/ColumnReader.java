package dev.pgreview.sql;

import dev.pgreview.schema.ColumnMention;
import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The columns that a query names, each with the relations in scope that it may belong to. */
final class ColumnReader {
  private final Set<ColumnMention> found = new LinkedHashSet<>();

  /**
   * What FROM of one SELECT brings into scope: relations by the names that qualify their columns;
   * empty for sub-selects, functions and WITH queries, whose columns are none of a relation.
   */
  private record Scope(Map<String, Optional<QualifiedName>> names, @Nullable Scope outer) {
    Optional<Optional<QualifiedName>> find(String qualifier) {
      for (Scope scope = this; scope != null; scope = scope.outer) {
        Optional<QualifiedName> relation = scope.names.get(qualifier);
        if (relation != null) {
          return Optional.of(relation);
        }
      }
      return Optional.empty();
    }

    List<QualifiedName> all() {
      List<QualifiedName> relations = new ArrayList<>();
      for (Scope scope = this; scope != null; scope = scope.outer) {
        scope.names.values().forEach(relation -> relation.ifPresent(relations::add));
      }
      return relations;
    }
  }

  private ColumnReader() {}

  /**
   * Reads a query.
   *
   * @param defined names of WITH clauses around it
   */
  static List<ColumnMention> mentions(ParseNode query, Set<String> defined) {
    ColumnReader reader = new ColumnReader();
    reader.read(query, new Scope(Map.of(), null), defined);
    return List.copyOf(reader.found);
  }

  private void read(ParseNode node, Scope scope, Set<String> defined) {
    if (node.isArray()) {
      for (ParseNode item : node) {
        read(item, scope, defined);
      }
      return;
    }
    Set<String> inForce = with(node.path("withClause"), scope, defined);
    Scope inner = scope;
    if (node.has("fromClause")) {
      Map<String, Optional<QualifiedName>> names = new LinkedHashMap<>();
      node.path("fromClause").forEach(item -> from(item, names, inForce));
      inner = new Scope(names, scope);
    }
    if (Nodes.flag(node, "isNatural")) {
      unqualified("*", scope);
    }
    for (int i = 0; i < node.size(); i++) {
      ParseNode value = node.child(i);
      switch (node.name(i)) {
        case "ColumnRef" -> column(Nodes.strings(value.path("fields")), inner);
        case "usingClause" -> Nodes.strings(value).forEach(name -> unqualified(name, scope));
        default -> {}
      }
      if (value.isContainer() && !node.name(i).equals("withClause")) {
        read(value, inner, inForce);
      }
    }
  }

  /** Reads the queries of a WITH clause; returns the names that are in force behind it. */
  private Set<String> with(ParseNode clause, Scope scope, Set<String> defined) {
    if (clause.isMissingNode()) {
      return defined;
    }
    Set<String> names = new LinkedHashSet<>(defined);
    for (ParseNode item : clause.path("ctes")) {
      ParseNode query = item.path("CommonTableExpr");
      if (Nodes.flag(clause, "recursive")) {
        names.add(Nodes.text(query, "ctename"));
      }
      read(query.path("ctequery"), scope, Set.copyOf(names));
      names.add(Nodes.text(query, "ctename"));
    }
    return names;
  }

  private static void from(
      ParseNode item, Map<String, Optional<QualifiedName>> names, Set<String> defined) {
    ParseNode node = Nodes.inner(item);
    String alias = Nodes.text(node.path("alias"), "aliasname");
    switch (Nodes.tag(item)) {
      case "RangeVar" -> {
        QualifiedName name = Nodes.relation(node);
        boolean query = name.schema() == null && defined.contains(name.name());
        names.put(
            alias.isEmpty() ? name.name() : alias, query ? Optional.empty() : Optional.of(name));
      }
      case "JoinExpr" -> {
        from(node.path("larg"), names, defined);
        from(node.path("rarg"), names, defined);
      }
      case "RangeTableSample" -> from(node.path("relation"), names, defined);
      default -> {
        if (!alias.isEmpty()) {
          names.put(alias, Optional.empty());
        }
      }
    }
  }

  private void column(List<String> parts, Scope scope) {
    if (parts.size() == 1) {
      // A relation's name alone stands for its whole row.
      scope.find(parts.getFirst()).flatMap(one -> one).ifPresent(row -> add(List.of(row), "*"));
      unqualified(parts.getFirst(), scope);
    } else if (!parts.isEmpty()) {
      String column = parts.getLast();
      String qualifier = parts.get(parts.size() - 2);
      Optional<Optional<QualifiedName>> known = scope.find(qualifier);
      if (known.isEmpty()) {
        unqualified(column, scope);
      } else if (known.get().isPresent()) {
        add(List.of(known.get().get()), column);
      }
    }
  }

  private void unqualified(String column, Scope scope) {
    add(scope.all(), column);
  }

  private void add(List<QualifiedName> relations, String column) {
    if (!relations.isEmpty()) {
      found.add(new ColumnMention(relations, column));
    }
  }
}
