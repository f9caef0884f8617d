package dev.pgreview.sql;

import dev.pgreview.schema.ObjectChange;
import dev.pgreview.schema.ObjectKind;
import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DROP, RENAME, COMMENT, GRANT and the like: statements about objects of many kinds. */
final class ObjectTranslator {
  private ObjectTranslator() {}

  static ObjectChange drop(ParseNode node) {
    ObjectKind kind = ObjectKinds.kind(Nodes.text(node, "removeType"));
    List<ObjectChange.Target> objects = new ArrayList<>();
    for (ParseNode object : node.path("objects")) {
      objects.add(target(kind, object));
    }
    return new ObjectChange.Drop(
        kind,
        objects,
        Nodes.flag(node, "missing_ok"),
        Nodes.cascade(node),
        Nodes.flag(node, "concurrent"));
  }

  /** An object's name, in any of the forms in which the grammar keeps it. */
  private static ObjectChange.Target target(ObjectKind kind, ParseNode object) {
    List<String> parts = parts(object);
    if (ObjectKinds.isMember(kind) && parts.size() > 1) {
      return ObjectChange.Target.of(
          Nodes.name(parts.subList(0, parts.size() - 1)), parts.getLast());
    }
    ParseNode routine = object.path("ObjectWithArgs");
    return routine.isMissingNode()
        ? ObjectChange.Target.of(Nodes.name(parts))
        : new ObjectChange.Target(Nodes.name(parts), null, RoutineTranslator.arguments(routine));
  }

  private static List<String> parts(ParseNode object) {
    ParseNode inner = Nodes.inner(object);
    return switch (Nodes.tag(object)) {
      case "List" -> listParts(inner.path("items"));
      case "TypeName" -> withoutCatalog(Nodes.strings(inner.path("names")));
      case "ObjectWithArgs" -> Nodes.strings(inner.path("objname"));
      case "String" -> List.of(Nodes.text(inner, "sval"));
      case "RangeVar" -> {
        QualifiedName name = Nodes.relation(object);
        yield name.schema() == null ? List.of(name.name()) : List.of(name.schema(), name.name());
      }
      // A large object's number.
      case "Integer", "Float" -> List.of(Nodes.value(object));
      default -> List.of();
    };
  }

  /** A domain's constraint is kept as the domain's TypeName and the constraint's String. */
  private static List<String> listParts(ParseNode items) {
    List<String> parts = new ArrayList<>();
    for (ParseNode item : items) {
      parts.addAll(parts(item));
    }
    return parts;
  }

  private static List<String> withoutCatalog(List<String> parts) {
    return parts.size() == 2 && parts.getFirst().equals("pg_catalog") ? parts.subList(1, 2) : parts;
  }

  static ObjectChange rename(ParseNode node) {
    ObjectKind kind = ObjectKinds.kind(Nodes.text(node, "renameType"));
    return new ObjectChange.Rename(
        kind,
        relationKind(kind, node),
        renamed(kind, node),
        Nodes.text(node, "newname"),
        Nodes.flag(node, "missing_ok"));
  }

  /** The grammar fills in the relation's kind only where a column or attribute is renamed. */
  private static ObjectKind relationKind(ObjectKind kind, ParseNode node) {
    return switch (kind) {
      case COLUMN, ATTRIBUTE -> ObjectKinds.kind(Nodes.text(node, "relationType"));
      case CONSTRAINT, TRIGGER, POLICY, RULE -> ObjectKind.TABLE;
      case DOMAIN_CONSTRAINT -> ObjectKind.DOMAIN;
      default -> kind;
    };
  }

  private static ObjectChange.Target renamed(ObjectKind kind, ParseNode node) {
    String member = Nodes.text(node, "subname");
    if (node.has("relation")) {
      QualifiedName relation = Nodes.relation(node.path("relation"));
      return ObjectKinds.isMember(kind)
          ? ObjectChange.Target.of(relation, member)
          : ObjectChange.Target.of(relation);
    }
    if (!node.has("object")) {
      return ObjectChange.Target.of(QualifiedName.of(member));
    }
    return member.isEmpty()
        ? target(kind, node.path("object"))
        : ObjectChange.Target.of(Nodes.name(parts(node.path("object"))), member);
  }

  static ObjectChange setSchema(ParseNode node) {
    ObjectKind kind = ObjectKinds.kind(Nodes.text(node, "objectType"));
    ObjectChange.Target target =
        node.has("relation")
            ? ObjectChange.Target.of(Nodes.relation(node.path("relation")))
            : target(kind, node.path("object"));
    return new ObjectChange.SetSchema(
        kind, target, Nodes.text(node, "newschema"), Nodes.flag(node, "missing_ok"));
  }

  static ObjectChange owner(ParseNode node) {
    ObjectKind kind = ObjectKinds.kind(Nodes.text(node, "objectType"));
    QualifiedName name =
        node.has("relation")
            ? Nodes.relation(node.path("relation"))
            : target(kind, node.path("object")).name();
    return new ObjectChange.OwnerChange(kind, name, Nodes.role(node.path("newowner")));
  }

  static ObjectChange comment(ParseNode node) {
    ObjectKind kind = ObjectKinds.kind(Nodes.text(node, "objtype"));
    @Nullable String text = node.has("comment") ? Nodes.text(node, "comment") : null;
    return new ObjectChange.Comment(kind, target(kind, node.path("object")), text);
  }

  static ObjectChange grant(ParseNode node) {
    ObjectKind kind = ObjectKinds.kind(Nodes.text(node, "objtype"));
    List<QualifiedName> objects = new ArrayList<>();
    for (ParseNode object : node.path("objects")) {
      objects.add(Nodes.name(parts(object)));
    }
    List<String> privileges = new ArrayList<>();
    for (ParseNode privilege : node.path("privileges")) {
      // ALL (column) has no name.
      Nodes.optionalText(privilege.path("AccessPriv"), "priv_name").ifPresent(privileges::add);
    }
    return new ObjectChange.Grant(
        Nodes.flag(node, "is_grant"),
        kind,
        Nodes.text(node, "targtype").equals("ACL_TARGET_ALL_IN_SCHEMA"),
        objects,
        privileges,
        Nodes.roles(node.path("grantees")));
  }

  static ObjectChange defaultPrivileges(ParseNode node) {
    ParseNode action = node.path("action");
    return new ObjectChange.DefaultPrivileges(
        Nodes.roles(action.path("grantees")), Nodes.flag(action, "is_grant"));
  }

  static ObjectChange createExtension(ParseNode node) {
    String schema = Nodes.value(Nodes.option(node.path("options"), "schema").path("arg"));
    return new ObjectChange.CreateExtension(
        Nodes.text(node, "extname"),
        Nodes.flag(node, "if_not_exists"),
        schema.isEmpty() ? null : schema);
  }

  static ObjectChange publication(String statement, ParseNode node) {
    List<QualifiedName> tables = new ArrayList<>();
    for (ParseNode object : node.path("pubobjects")) {
      ParseNode table = object.path("PublicationObjSpec").path("pubtable").path("relation");
      if (!table.isMissingNode()) {
        tables.add(Nodes.relation(table));
      }
    }
    return new ObjectChange.Publication(statement, Nodes.text(node, "pubname"), tables);
  }

  static ObjectChange createStatistics(ParseNode node) {
    QualifiedName name = Nodes.name(node.path("defnames"));
    return new ObjectChange.CreateStatistics(
        name.name().isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(name),
        Nodes.relations(node.path("relations")));
  }
}
