package dev.pgreview.sql;

import dev.pgreview.schema.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads PostgreSQL's parse nodes (src/include/nodes/parsenodes.h) from libpg_query's JSON. Fields
 * with a zero value are not there.
 */
final class Nodes {
  private Nodes() {}

  /** The tag of a node: the name of its one field, upper case; empty for a node without its tag. */
  static String tag(ParseNode node) {
    if (!node.isObject() || node.size() != 1) {
      return "";
    }
    String name = node.name(0);
    return Character.isUpperCase(name.charAt(0)) ? name : "";
  }

  /** The node inside its tag. */
  static ParseNode inner(ParseNode node) {
    String tag = tag(node);
    return tag.isEmpty() ? node : node.path(tag);
  }

  static String text(ParseNode node, String field) {
    return node.path(field).asString("");
  }

  static Optional<String> optionalText(ParseNode node, String field) {
    String text = text(node, field);
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  static boolean flag(ParseNode node, String field) {
    return node.path(field).asBoolean(false);
  }

  /** A list of String nodes, of A_Star too. */
  static List<String> strings(ParseNode list) {
    List<String> strings = new ArrayList<>(list.size());
    for (ParseNode item : list) {
      if (item.has("String")) {
        strings.add(text(item.path("String"), "sval"));
      } else if (item.has("A_Star")) {
        strings.add("*");
      }
    }
    return strings;
  }

  /** A dotted name, catalog first if there is one. */
  static QualifiedName name(ParseNode list) {
    return name(strings(list));
  }

  static QualifiedName name(List<String> parts) {
    int size = parts.size();
    return switch (size) {
      case 0 -> QualifiedName.of("");
      case 1 -> QualifiedName.of(parts.getFirst());
      default -> QualifiedName.of(parts.get(size - 2), parts.get(size - 1));
    };
  }

  /** A RangeVar, with or without its tag. */
  static QualifiedName relation(ParseNode rangeVar) {
    ParseNode node = rangeVar.has("RangeVar") ? rangeVar.path("RangeVar") : rangeVar;
    String schema = text(node, "schemaname");
    String name = text(node, "relname");
    return schema.isEmpty() ? QualifiedName.of(name) : QualifiedName.of(schema, name);
  }

  /** Whether a RangeVar, with or without its tag, has ONLY before it. */
  static boolean only(ParseNode rangeVar) {
    ParseNode node = rangeVar.has("RangeVar") ? rangeVar.path("RangeVar") : rangeVar;
    return node.has("relname") && !flag(node, "inh");
  }

  static List<QualifiedName> relations(ParseNode list) {
    List<QualifiedName> names = new ArrayList<>(list.size());
    for (ParseNode item : list) {
      names.add(relation(item));
    }
    return names;
  }

  /** A role, {@code public} for PUBLIC, {@code current_user} and the like by their keyword. */
  static String role(ParseNode roleSpec) {
    ParseNode node = roleSpec.has("RoleSpec") ? roleSpec.path("RoleSpec") : roleSpec;
    return switch (text(node, "roletype")) {
      case "ROLESPEC_PUBLIC" -> "public";
      case "ROLESPEC_CURRENT_ROLE" -> "current_role";
      case "ROLESPEC_CURRENT_USER" -> "current_user";
      case "ROLESPEC_SESSION_USER" -> "session_user";
      default -> text(node, "rolename");
    };
  }

  static List<String> roles(ParseNode list) {
    List<String> roles = new ArrayList<>(list.size());
    for (ParseNode item : list) {
      roles.add(role(item));
    }
    return roles;
  }

  static boolean cascade(ParseNode node) {
    return text(node, "behavior").equals("DROP_CASCADE");
  }

  /** The names of a list of DefElem, lower case as PostgreSQL keeps them, {@code toast.} too. */
  static List<String> optionNames(ParseNode list) {
    List<String> names = new ArrayList<>(list.size());
    for (ParseNode item : list) {
      ParseNode option = item.path("DefElem");
      String namespace = text(option, "defnamespace");
      names.add((namespace.isEmpty() ? "" : namespace + ".") + text(option, "defname"));
    }
    return names;
  }

  /** An option of a list of DefElem; a missing node when it is not there. */
  static ParseNode option(ParseNode list, String name) {
    for (ParseNode item : list) {
      ParseNode option = item.path("DefElem");
      if (text(option, "defname").equals(name)) {
        return option;
      }
    }
    return list.path("no such option");
  }

  /** A boolean option of a list of DefElem: present without a value means on. */
  static boolean isOn(ParseNode list, String name) {
    ParseNode option = option(list, name);
    if (option.isMissingNode()) {
      return false;
    }
    String value = value(option.path("arg"));
    return switch (value) {
      case "false", "off", "0" -> false;
      default -> true;
    };
  }

  /** The text of a constant: a String, Integer, Float, Boolean or A_Const; empty for others. */
  static String value(ParseNode node) {
    ParseNode inner = inner(node);
    return switch (tag(node)) {
      case "String" -> text(inner, "sval");
      case "Integer" -> String.valueOf(inner.path("ival").asLong(0));
      case "Float" -> text(inner, "fval");
      case "Boolean" -> String.valueOf(flag(inner, "boolval"));
      case "TypeName" -> String.join(".", strings(inner.path("names")));
      case "A_Const" -> constant(inner);
      case "TypeCast" -> value(inner.path("arg"));
      default -> "";
    };
  }

  private static String constant(ParseNode constant) {
    if (constant.has("sval")) {
      return text(constant.path("sval"), "sval");
    }
    if (constant.has("ival")) {
      return String.valueOf(constant.path("ival").path("ival").asLong(0));
    }
    if (constant.has("fval")) {
      return text(constant.path("fval"), "fval");
    }
    if (constant.has("boolval")) {
      return String.valueOf(flag(constant.path("boolval"), "boolval"));
    }
    return text(constant.path("bsval"), "bsval");
  }
}
